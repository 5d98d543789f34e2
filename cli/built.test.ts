import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'vite';
import { beforeAll, expect, it } from 'vitest';
import { rectangle, writeSample } from './testing/sampleFolder.ts';
import { contentsOf, temporaryFolder } from './testing/runCli.ts';

const root = await temporaryFolder();
const program = join(root, 'built', 'maskwright.mjs');
const run = promisify(execFile);

beforeAll(async () => {
  await build({
    configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)),
    logLevel: 'error',
    build: { outDir: join(root, 'built') },
  });
  await writeSample(join(root, 'in'), {
    'a.png': { grey: 10, shapes: [rectangle('cat', 2, 3, 10)] },
  });
}, 60_000);

it('runs by itself, without the packages of the repository', async () => {
  const words = ['convert', '--json', '--to', 'yolo-seg', join(root, 'in'), join(root, 'out')];
  const { stdout, stderr } = await run(program, words, { cwd: root });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toMatchObject({ report: { verdict: 'exact' }, missingPictures: [] });
  expect([...(await contentsOf(join(root, 'out'))).keys()]).toContain('labels/train/a.txt');
});

it('tells the shell how it ended', async () => {
  await expect(run(program, ['stats', join(root, 'nowhere')])).rejects.toMatchObject({ code: 3 });
  await expect(run(program, ['paint'])).rejects.toMatchObject({ code: 2 });
});
