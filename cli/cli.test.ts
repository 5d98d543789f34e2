import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeZip } from 'client-zip';
import { beforeAll, describe, expect, it } from 'vitest';
import { contentsOf, runCli, temporaryFolder } from './testing/runCli.ts';
import { rectangle, writeSample } from './testing/sampleFolder.ts';

const root = await temporaryFolder();
const input = join(root, 'in');

beforeAll(() =>
  writeSample(input, {
    'a.png': { grey: 10, shapes: [rectangle('cat', 2, 3, 10), rectangle('dog', 20, 10, 15)] },
    'b.png': { grey: 20, shapes: [rectangle('cat', 5, 5, 7)] },
    'größe ä.png': { grey: 30, shapes: [rectangle('猫', 0, 0, 40)] },
    'd.png': { grey: 40, shapes: [] },
  }),
);

describe('help', () => {
  it('tells every command, and each with an example', async () => {
    const { code, out } = await runCli(['--help']);
    expect(code).toBe(0);
    for (const name of ['convert', 'validate', 'stats', 'merge', 'split']) {
      expect(out).toContain(`  ${name} `);
      const help = await runCli([name, '--help']);
      expect(help).toMatchObject({ code: 0, told: '' });
      expect(help.out).toContain(`Example: maskwright ${name} `);
    }
  });
});

describe('wrong use', () => {
  it.each([
    [['paint'], 'there is no command paint'],
    [['convert', '--to', 'yolo-seg', 'in'], '1 paths given'],
    [['convert', '--to', 'word', 'in', 'out'], '--to word'],
    [['stats', '--colour', 'in'], 'colour'],
    [['convert', '--to', 'cvat', '--geometry', 'round', input, 'out'], '--geometry round'],
    [['split', '--ratios', '1/x', input, 'out'], '--ratios 1/x'],
    [['split', '--seed', '-1.5', input, 'out'], 'seed'],
    [['stats', '--from', 'word', input], '--from word'],
  ])('ends %j with 2', async (words, reason) => {
    const { code, out, told } = await runCli(words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(told).toContain(reason);
  });

  it('does not write over a folder that holds something', async () => {
    const { code, told } = await runCli(['convert', '--to', 'cvat', input, input]);
    expect(code).toBe(2);
    expect(told).toContain('exists');
  });
});

describe('convert', () => {
  it('guesses the format, writes with the pictures, and says how it came back', async () => {
    const out = join(root, 'yolo');
    const { code, told } = await runCli(['convert', '--to', 'yolo-seg', input, out]);
    expect(told).toContain('4 images, 4 objects, 4 came back pixel for pixel');
    expect(code).toBe(0);
    const files = await contentsOf(out);
    expect([...files.keys()]).toContain('images/train/größe ä.png');
    expect(files.get('images/train/a.png')).toBe((await contentsOf(input)).get('a.png'));
    const report: unknown = JSON.parse(await readFile(`${out}.export-report.json`, 'utf8'));
    expect(report).toMatchObject({ format: 'yolo-seg', createdAt: '2026-03-04T05:06:08.000Z' });
  });

  it('writes the same zip twice, byte for byte, and reads it', async () => {
    const [one, two] = [join(root, 'one.zip'), join(root, 'two.zip')];
    for (const out of [one, two]) {
      expect(await runCli(['convert', '--to', 'datumaro', input, out])).toMatchObject({ code: 0 });
    }
    expect(await readFile(one)).toEqual(await readFile(two));
    const back = await runCli(['stats', '--json', one]);
    expect(JSON.parse(back.out)).toMatchObject({ format: 'datumaro', images: 4, objects: 4 });
  });

  it('gives JSON alone on stdout', async () => {
    const out = join(root, 'cvat.zip');
    const run = await runCli(['convert', '--json', '--to', 'cvat', input, out]);
    expect(run).toMatchObject({ code: 0, told: '' });
    expect(JSON.parse(run.out)).toMatchObject({
      input: { format: 'labelme', images: 4, errors: 0 },
      report: { format: 'cvat', selfCheck: { exactCount: 4 } },
      missingPictures: [],
    });
  });

  it('cuts objects out of decoded pictures', async () => {
    const out = join(root, 'cutouts');
    expect(await runCli(['convert', '--to', 'cutouts', input, out])).toMatchObject({ code: 0 });
    expect(
      [...(await contentsOf(out)).keys()].filter((path) => path.endsWith('.png')),
    ).toHaveLength(4);
  });

  it('leaves nothing behind when it is interrupted', async () => {
    const before = await contentsOf(root);
    const words = ['convert', '--to', 'cvat', input, join(root, 'never')];
    const { code } = await runCli(words, AbortSignal.abort(new Error('interrupted')));
    expect(code).toBe(130);
    expect(await contentsOf(root)).toEqual(before);
  });

  it('says which pictures are missing, and writes the rest', async () => {
    const folder = join(root, 'alone');
    await mkdir(folder);
    await writeFile(join(folder, 'a.json'), await readFile(join(input, 'a.json')));
    const words = ['convert', '--from', 'labelme', '--to', 'yolo-seg', folder, join(root, 'y2')];
    const { code, told } = await runCli(words);
    expect(code).toBe(1);
    expect(told).toContain('1 pictures are missing, first a.png');
    const found = [...words.slice(0, -1), join(root, 'y3'), '--pictures', input];
    expect(await runCli(found)).toMatchObject({ code: 0 });
  });
});

describe('hostile input', () => {
  it('takes no entry of a zip that leads out of it, and says so', async () => {
    const path = join(root, 'slip.zip');
    const entry = (name: string, text: string) => ({ name, input: text, lastModified: 0 });
    const files = [
      entry('../../evil.json', '{}'),
      entry('a.json', await readFile(join(input, 'a.json'), 'utf8')),
    ];
    await writeFile(path, new Uint8Array(await new Response(makeZip(files)).arrayBuffer()));
    const { code, out } = await runCli(['validate', '--from', 'labelme', '--json', path]);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      images: 1,
      errors: 1,
      issues: [{ file: '../../evil.json', detail: 'its path leads out of the archive' }],
    });
  });

  it('follows no link out of a folder', async () => {
    const folder = join(root, 'linked');
    await mkdir(folder);
    await symlink('/etc/passwd', join(folder, 'a.json'));
    await symlink(folder, join(folder, 'round'));
    const { code, told } = await runCli(['validate', '--from', 'labelme', folder]);
    expect(code).toBe(1);
    expect(told).toContain('leads out of the folder');
  });

  it('ends with 3 where there is nothing, no format, or a damaged zip', async () => {
    await writeFile(join(root, 'damaged.zip'), 'PK\u0003\u0004 no more');
    await writeFile(join(root, 'poem.txt'), 'Roses are red');
    for (const name of ['nowhere', 'poem.txt', 'damaged.zip']) {
      expect(await runCli(['stats', join(root, name)])).toMatchObject({ code: 3, out: '' });
    }
  });
});

describe('validate', () => {
  it('tells each bad record with its place, and ends with 1', async () => {
    const folder = join(root, 'bad');
    await writeSample(folder, {
      'a.png': { grey: 1, shapes: [{ label: 'cat', points: [[1, 2]] }, rectangle('cat', 1, 1, 9)] },
    });
    const { code, told } = await runCli(['validate', folder]);
    expect(code).toBe(1);
    expect(told).toContain('a.json: shapes[0]');
  });

  it('ends with 0 where all is well', async () => {
    const { code, out } = await runCli(['validate', input]);
    expect(code).toBe(0);
    expect(out).toBe('LabelMe: 4 images, 4 objects, 0 errors, 0 warnings');
  });
});

describe('stats', () => {
  it('counts areas, parts, holes and weights', async () => {
    const { out } = await runCli(['stats', '--json', input]);
    expect(JSON.parse(out)).toMatchObject({
      images: 4,
      imagesWithoutObjects: 1,
      objects: 4,
      parts: 4,
      holes: 0,
      areas: { small: 3, medium: 1, large: 0 },
      imageSizes: [{ size: '60 × 40', count: 4 }],
      categories: [
        { name: 'cat', objects: 2, medianArea: 74.5, weight: 4 / (3 * 2) },
        { name: 'dog', objects: 1, medianArea: 225, weight: 4 / 3 },
        { name: '猫', objects: 1, medianArea: 1600 },
      ],
    });
  });
});

describe('merge', () => {
  it('joins equal pictures and categories, keeps equal objects once, and numbers equal names', async () => {
    const other = join(root, 'other');
    await writeSample(other, {
      'copy.png': { grey: 10, shapes: [rectangle('cat', 2, 3, 10), rectangle('cow', 30, 20, 5)] },
      'b.png': { grey: 99, shapes: [rectangle('cat', 1, 1, 4)] },
    });
    const out = join(root, 'merged.zip');
    const run = await runCli(['merge', '--json', '--to', 'datumaro', input, other, out]);
    expect(run.code).toBe(0);
    expect(JSON.parse(run.out)).toMatchObject({
      equalImages: 1,
      equalObjects: 1,
      renamed: [{ from: 'b.png', to: 'b (2).png' }],
      report: { images: 5, selfCheck: { objectCount: 6, exactCount: 6 } },
    });
  });
});

describe('split', () => {
  const words = ['split', '--json', '--to', 'datumaro', '--ratios', '50/25/25'];

  it('divides as the seed says, and the same each time', async () => {
    const runs = [];
    for (const name of ['s1.zip', 's2.zip']) {
      runs.push(await runCli([...words, '--seed', '7', input, join(root, name)]));
    }
    expect(runs[0]).toMatchObject({ code: 0 });
    expect(JSON.parse(runs[0]?.out ?? '')).toMatchObject({
      division: { images: { train: 2, val: 1, test: 1 } },
    });
    expect(await readFile(join(root, 's1.zip'))).toEqual(await readFile(join(root, 's2.zip')));
    const { out } = await runCli(['stats', '--json', join(root, 's1.zip')]);
    expect(JSON.parse(out)).toMatchObject({ splits: { train: 2, val: 1, test: 1, none: 0 } });
  });
});
