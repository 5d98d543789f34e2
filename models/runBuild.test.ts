import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BuildPlace } from './buildModel.ts';
import { fingerprintOf } from './fingerprint.ts';
import { type ModelRecipe, type Role, roles } from './recipe.ts';
import { runBuild } from './runBuild.ts';

const sources: Readonly<Record<Role, string>> = {
  encoder: 'ENCODER',
  projector: 'PROJECTOR',
  decoder: 'DECODER',
};
const served: Readonly<Record<Role, string>> = {
  encoder: 'ENCODER',
  projector: 'PROJECTOR',
  decoder: 'decoder',
};
const names = [nameOf('decoder'), nameOf('encoder'), nameOf('projector')];
const longAgo = new Date('2024-01-01');

let place: BuildPlace;
let derivations: string[];
let recipe: ModelRecipe;

beforeEach(async () => {
  const root = await mkdtemp(join(tmpdir(), 'models-'));
  place = {
    modelsFolder: join(root, 'models'),
    packagesRoot: root,
    servedFolder: join(root, 'public', 'models'),
  };
  derivations = [];
  recipe = {
    folder: 'toy',
    derive: {
      encoder: (source) => {
        derivations.push('encoder');
        return source;
      },
      projector: (source) => {
        derivations.push('projector');
        return source;
      },
      decoder: (source) => {
        derivations.push('decoder');
        return bytesOf(textOf(source).toLowerCase());
      },
    },
  };
  await write(manifestPath(), JSON.stringify(toyManifest(served)));
  for (const role of roles) await write(sourcePath(role), sources[role]);
});

afterEach(() => rm(place.packagesRoot, { recursive: true }));

describe('npm run models', () => {
  it('writes all files under names that carry their hashes', async () => {
    expect(await run()).toEqual({ exitCode: 0, errors: [] });
    expect(await servedFiles()).toEqual([...names]);
    for (const role of roles) {
      const content = await readFile(join(place.servedFolder, 'toy', nameOf(role)), 'utf8');
      expect(content).toBe(served[role]);
    }
  });

  it('does nothing when all files are up to date, even without the sources', async () => {
    await run();
    const path = join(place.servedFolder, 'toy', nameOf('decoder'));
    await utimes(path, longAgo, longAgo);
    await rm(join(place.packagesRoot, 'node_modules'), { recursive: true });
    derivations = [];
    expect(await run()).toEqual({ exitCode: 0, errors: [] });
    expect(derivations).toEqual([]);
    expect((await stat(path)).mtime).toEqual(longAgo);
  });

  it('writes a served file anew when its bytes were damaged', async () => {
    await run();
    const path = join(place.servedFolder, 'toy', nameOf('decoder'));
    await writeFile(path, 'DECODER');
    derivations = [];
    await run();
    expect(derivations).toEqual(['decoder']);
    expect(await readFile(path, 'utf8')).toBe('decoder');
  });

  it('removes files of older hashes and unfinished writes, and nothing else', async () => {
    const folder = join(place.servedFolder, 'toy');
    const abandoned = `encoder.01234567.onnx.1.unfinished`;
    for (const name of ['encoder.01234567.onnx', abandoned, 'LICENSE']) {
      await write(join(folder, name), 'old');
    }
    await utimes(join(folder, abandoned), longAgo, longAgo);
    await run();
    expect(await servedFiles()).toEqual(['LICENSE', ...names]);
  });

  it('says which source is missing, what it is and what to do', async () => {
    await rm(sourcePath('decoder'));
    const { exitCode, errors } = await run();
    const { sha256 } = fingerprintOf(bytesOf(sources.decoder));
    expect(exitCode).toBe(1);
    expect(errors).toEqual([
      `npm run models: dist/decoder.onnx of the package toy-weights@1.2.3 (7 bytes, sha256 ${sha256}) ` +
        `is missing below ${join(place.packagesRoot, 'node_modules')}; run \`npm ci\` to install it.`,
    ]);
  });

  it('says which source is corrupted, what was expected and what was found', async () => {
    await write(sourcePath('encoder'), 'ENCODEr');
    const { exitCode, errors } = await run();
    expect(exitCode).toBe(1);
    expect(errors).toEqual([
      `npm run models: ${sourcePath('encoder')} is not dist/encoder.onnx of the package toy-weights@1.2.3: ` +
        `expected 7 bytes, sha256 ${fingerprintOf(bytesOf('ENCODER')).sha256}, ` +
        `found 7 bytes, sha256 ${fingerprintOf(bytesOf('ENCODEr')).sha256}; ` +
        'run `npm ci` to install it anew.',
    ]);
    expect(derivations).toEqual([]);
  });

  it('does not write a result that the manifest does not promise', async () => {
    await write(manifestPath(), JSON.stringify(toyManifest({ ...served, decoder: 'DeCoDeR' })));
    const { exitCode, errors } = await run();
    expect(exitCode).toBe(1);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(fingerprintOf(bytesOf('decoder')).sha256);
    expect(errors[0]).toContain(fingerprintOf(bytesOf('DeCoDeR')).sha256);
    expect(errors[0]).toContain('run `npm run models -- --update`');
    expect(await servedFiles()).toEqual([nameOf('encoder'), nameOf('projector')]);
  });

  it('takes new results into the manifest with --update and leaves the rest of it alone', async () => {
    const outdated = toyManifest({
      encoder: 'old encoder',
      projector: 'old projector',
      decoder: 'old decoder',
    });
    await write(manifestPath(), JSON.stringify(outdated));
    expect(await run('--update')).toEqual({ exitCode: 0, errors: [] });
    const updated: unknown = JSON.parse(await readFile(manifestPath(), 'utf8'));
    expect(updated).toEqual(toyManifest(served));
    expect(JSON.stringify(updated)).toBe(JSON.stringify(toyManifest(served)));
    expect(await servedFiles()).toEqual([...names]);
  });

  it('refuses an argument that it does not know', async () => {
    expect(await run('--force')).toEqual({
      exitCode: 1,
      errors: ['npm run models: unknown argument --force; only --update is known.'],
    });
  });
});

async function run(...args: readonly string[]): Promise<{ exitCode: number; errors: string[] }> {
  const errors: string[] = [];
  const output = { print: () => undefined, printError: (line: string) => errors.push(line) };
  return { exitCode: await runBuild(args, [recipe], place, output), errors };
}

function toyManifest(results: Readonly<Record<Role, string>>): unknown {
  const entryOf = (role: Role): unknown => ({
    inputName: `${role} input`,
    source: {
      package: 'toy-weights@1.2.3',
      path: `dist/${role}.onnx`,
      ...fingerprintOf(bytesOf(sources[role])),
    },
    path: `toy/${nameOf(role, results)}`,
    ...fingerprintOf(bytesOf(results[role])),
  });
  return {
    title: 'Toy',
    id: 'toy',
    encoder: entryOf('encoder'),
    projector: entryOf('projector'),
    decoder: entryOf('decoder'),
    std: [1, 2, 3],
  };
}

function nameOf(role: Role, results = served): string {
  return `${role}.${fingerprintOf(bytesOf(results[role])).sha256.slice(0, 8)}.onnx`;
}

function manifestPath(): string {
  return join(place.modelsFolder, 'toy', 'manifest.json');
}

function sourcePath(role: Role): string {
  return join(place.packagesRoot, 'node_modules', 'toy-weights', 'dist', `${role}.onnx`);
}

async function servedFiles(): Promise<readonly string[]> {
  return (await readdir(join(place.servedFolder, 'toy'))).toSorted();
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
