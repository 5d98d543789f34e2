import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DataSet } from '#core/dataset/dataSet.ts';
import { rleToString } from '#core/mask/rleString.ts';
import { encodePng } from '#formats/codecs/png.ts';
import { formatOf } from '#formats/registry.ts';
import { defaultWriteOptions } from '#formats/writeOptions.ts';
import { runCommandLine } from '../commandLine.ts';
import { openSource } from '../input/openSource.ts';
import { destinationAt } from '../output/destination.ts';
import { exportDataSet } from '../output/exportDataSet.ts';
import { PictureStore } from '../pictures/pictureStore.ts';
import { processTerminal, type Terminal } from '../terminal.ts';
import { finished, pythonWith } from './environment.ts';
import { generatedDataSet, generatedPicture } from './generated.ts';

/** A check by the software that will read the files. */
interface Check {
  readonly format: string;
  readonly words: readonly string[]; // of the command line
  readonly script: string;
}

const checks: readonly Check[] = [
  { format: 'coco', words: ['--geometry', 'rle'], script: 'check_coco.py' },
  { format: 'coco', words: ['--geometry', 'polygon'], script: 'check_coco.py' },
  { format: 'coco', words: ['--geometry', 'mixed'], script: 'check_coco.py' },
  { format: 'coco-panoptic', words: [], script: 'check_panoptic.py' },
  { format: 'hf-imagefolder', words: [], script: 'check_imagefolder.py' },
  { format: 'yolo-seg', words: [], script: 'check_yolo.py' },
  { format: 'yolo-detect', words: [], script: 'check_yolo.py' },
];

const checkMs = 60_000;
const here = dirname(fileURLToPath(import.meta.url));
const silent: Terminal = {
  ...processTerminal(new AbortController().signal),
  tell: () => undefined,
};

/** Everything in a temporary folder. @returns whether every check passed */
async function verify(python: string, folder: string): Promise<boolean> {
  const dataSet = generatedDataSet();
  const input = join(folder, 'native');
  await writeGenerated(dataSet, folder, input);
  await writeFile(join(folder, 'truth.json'), await truthOf(dataSet));
  let hasPassed = true;
  for (const [index, check] of checks.entries()) {
    const complaint = await complaintOf(check, { python, folder, input, index });
    const name = [check.format, ...check.words].join(' ');
    process.stdout.write(complaint.text.replace(/^/gmu, `${name}: `).concat('\n'));
    hasPassed &&= complaint.isFine;
  }
  return hasPassed;
}

interface CheckPlace {
  readonly python: string;
  readonly folder: string;
  readonly input: string;
  readonly index: number;
}

async function complaintOf({ format, words, script }: Check, place: CheckPlace) {
  const { python, folder, input, index } = place;
  const out = join(folder, `export-${index}`);
  const told: string[] = [];
  const terminal = { ...silent, tell: (line: string) => told.push(line) };
  const code = await runCommandLine(['convert', '--to', format, ...words, input, out], terminal);
  if (code !== 0) return { isFine: false, text: `FAILED to write\n${told.join('\n')}` };
  const offline = {
    HF_HUB_OFFLINE: '1',
    HF_DATASETS_DISABLE_PROGRESS_BARS: '1',
    HF_HOME: join(folder, 'hf'),
    PYTHONDONTWRITEBYTECODE: '1',
  };
  const arguments_ = [join(here, script), out, join(folder, 'truth.json'), words.at(-1) ?? ''];
  const run = await finished(python, arguments_, checkMs, offline);
  const isFine = run.code === 0;
  return { isFine, text: `${isFine ? 'fine' : 'FAILED'}: ${run.output.trim()}` };
}

/** The generated data set with its pictures in our own format, for the command line to convert. */
async function writeGenerated(dataSet: DataSet, folder: string, path: string): Promise<void> {
  const pictures = join(folder, 'pictures');
  for (const [image, { fileName, size }] of dataSet.images.entries()) {
    const file = join(pictures, fileName);
    await mkdir(dirname(file), { recursive: true });
    const data = generatedPicture(image);
    await writeFile(file, encodePng({ size, channels: 3, data, palette: null }));
  }
  const format = formatOf('native');
  if (!format) throw new Error('There is no native format.');
  await exportDataSet(
    {
      dataSet,
      format,
      options: defaultWriteOptions,
      createdAt: Date.UTC(2026, 0, 1),
      pictures: new PictureStore([await openSource(pictures)]),
      link: 'copy',
      destination: await destinationAt(path, false),
    },
    silent,
  );
}

/** What the data set holds, for the scripts. */
async function truthOf(dataSet: DataSet): Promise<string> {
  const images = [];
  for (const [image, { fileName, size, split }] of dataSet.images.entries()) {
    const objects = (await dataSet.objectsOf(image)).map(({ category, mask, isCrowd }) => ({
      category: dataSet.categories[category]?.name,
      isCrowd,
      counts: rleToString(mask),
    }));
    images.push({ fileName, ...size, split, objects });
  }
  return JSON.stringify({ categories: dataSet.categories.map(({ name }) => name), images });
}

async function main(): Promise<void> {
  const found = await pythonWith(join(here, 'requirements.txt'));
  if ('missing' in found) {
    process.stdout.write(`Skipped: consumers of exports are not tried: ${found.missing}\n`);
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'maskwright-consumers-'));
  try {
    if (!(await verify(found.python, folder))) process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
