import { readdirSync } from 'node:fs';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { pngFile } from '#testing/pictureFiles.ts';
import { sharedDataPath } from '#testing/sharedData.ts';
import { tiffFile } from '#testing/tiffFiles.ts';
import { launchBrowser } from '../bench/browser.ts';
import { type BenchServer, startServer } from '../bench/server.ts';
import { tinyHeic, tinyWideHeic } from '../fixtures/heicImage.ts';
import { test as studioTest } from '../fixtures/test.ts';
import expectedByPath from '../parity/oddImages.expected.json' with { type: 'json' };
import type { ImportFacts } from '../parity/oddImagesPage.ts';

/** What Pillow makes of a file, over white and in sRGB, or why the studio does not take it. */
interface Expected {
  readonly size?: readonly number[];
  readonly quarters?: readonly number[];
  readonly pictureCount?: number;
  readonly isRewritten?: boolean;
  readonly code?: string;
  readonly kind?: string;
  readonly variant?: string;
}

const expectations: Readonly<Record<string, Expected>> = expectedByPath;
const folders = [
  'odd_images_libvips',
  'odd_images_libvips/rotation',
  'odd_images_synthetic',
  'exif_orientation',
  'derived_exif_with_mask',
  'large_images',
  'large_images/derived_davis_mosaic',
  'large_images/xanylabeling_masks',
];
const notImages = /SOURCE\.txt|MANIFEST\.tsv|LICENSE|README|\.json$/u;

test.describe.configure({ mode: 'serial' });

test.describe('the images station', () => {
  let browser: Browser;
  let server: BenchServer;
  let page: Page;

  test.beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(sharedFiles()), launchBrowser()]);
    page = await browser.newPage();
    await page.goto(`${server.origin}/e2e/parity/oddImages.html`);
    await page.waitForFunction(() => window.oddImages !== undefined);
    // Vite prepares the workers when they are asked for first
    await importBytes(page, [1], 'warm');
  });

  test.afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  test('every odd file opens as others open it, or is refused with a reason', async () => {
    const paths = [...sharedFiles().keys()];
    test.skip(paths.length === 0, 'reference data is absent');
    const begun = Date.now();
    for (const path of paths) {
      const expected = expectations[decodeURIComponent(path).slice('/odd/'.length)];
      const name = decodeURIComponent(path.split('/').at(-1) ?? '');
      const facts = await page.evaluate(([url, file]) => window.oddImages?.importUrl(url, file), [
        path,
        name,
      ] as const);
      expect.soft(problemOf(facts, expected), path).toBeNull();
    }
    expect(Date.now() - begun).toBeLessThan(45_000);
  });

  test('pictures that a camera turned are the upright ones to the pixel', async () => {
    test.skip(sharedFiles().size === 0, 'reference data is absent');
    const urlOf = (orientation: number) =>
      `/odd/derived_exif_with_mask/davis000_orientation_${orientation}.jpg`;
    for (const orientation of [2, 3, 4, 5, 6, 7, 8]) {
      const [mean = 99, farShare = 1] = await page.evaluate(
        async ([url, upright]) => (await window.oddImages?.difference(url, upright)) ?? [],
        [urlOf(orientation), urlOf(1)] as const,
      );
      // each was compressed once more, with blocks that lie otherwise
      expect(mean, `orientation ${orientation}`).toBeLessThan(1.5);
      expect(farShare, `orientation ${orientation}`).toBeLessThan(0.02);
    }
  });

  test('copies are found by their hash, others are not', async () => {
    test.skip(sharedFiles().size === 0, 'reference data is absent');
    const hashOf = async (path: string) => {
      const facts = await page.evaluate(
        (url) => window.oddImages?.importUrl(url, 'x'),
        `/odd/${path}`,
      );
      return facts?.pictures[0];
    };
    const original = await hashOf('derived_exif_with_mask/davis000_orientation_1.jpg');
    const copies = ['jpeg_named_png.png', 'avif_davis.avif', 'palette_davis.png', 'cmyk_davis.jpg'];
    for (const name of copies) {
      const copy = await hashOf(`odd_images_synthetic/${name}`);
      expect(copy?.contentHash).not.toBe(original?.contentHash);
      const bits = distance(copy?.perceptualHash, original?.perceptualHash);
      expect(bits, name).toBeLessThanOrEqual(6);
    }
    const other = await hashOf('exif_orientation/Landscape_1.jpg');
    expect(distance(other?.perceptualHash, original?.perceptualHash)).toBeGreaterThan(12);
  });

  test('files that were made to break the tab are refused at once, and the tab goes on', async () => {
    const tiff = tiffFile({ size: { width: 4, height: 4 }, samples: [1] });
    const view = new DataView(tiff.buffer);
    const directory = view.getUint32(4, true);
    view.setUint32(directory + 2 + 7 * 12 + 4, 2 ** 31, true); // as many strips
    const gif = Array.from('GIF89a', (letter) => letter.charCodeAt(0));
    const bombs = [
      [[...pngFile({ width: 60_000, height: 60_000 })], 'image/too-large'],
      [
        [...gif, 255, 255, 255, 255, 0, 0, 0, 0x2c, 0, 0, 0, 0, 255, 255, 255, 255],
        'image/too-large',
      ],
      [[...tiff], 'image/undecodable'],
    ] as const;
    for (const [bytes, code] of bombs) {
      const facts = await importBytes(page, bytes, 'bomb');
      expect(facts?.failure?.code).toBe(code);
      expect(facts?.ms).toBeLessThan(1000);
    }
    for (const bits of [8, 16]) {
      const facts = await page.evaluate(
        (depth) => window.oddImages?.importBomb(64, depth, 2 ** 28),
        bits,
      );
      expect(facts?.failure?.code).toBe('image/undecodable');
      expect(facts?.ms).toBeLessThan(1000);
    }
    const outcome = await page.evaluate(async () => {
      const url = URL.createObjectURL(new Blob([new Uint8Array(2 ** 25)]));
      return window.oddImages?.abort(url);
    });
    expect(outcome).toBe('AbortError');
    const { buffer } = tinyHeic('after.heic');
    const after = await importBytes(page, [...buffer], 'after.heic');
    expect(after?.pictures).toHaveLength(1);
  });

  test('a HEIC becomes a JPEG of its colours', async () => {
    const facts = await importBytes(page, [...tinyHeic('a.heic').buffer], 'a.heic');
    const [picture] = facts?.pictures ?? [];
    expect(picture).toMatchObject({
      width: 64,
      height: 48,
      mimeType: 'image/jpeg',
      isRewritten: true,
    });
    const [red = 0, green = 0, blue = 0] = picture?.quarters.slice(6, 9) ?? [];
    expect(Math.max(Math.abs(red - 200), Math.abs(green - 60), Math.abs(blue - 60))).toBeLessThan(
      6,
    );
    expect(Math.abs((picture?.quarters[11] ?? 0) - 200)).toBeLessThan(6);

    const wide = await importBytes(page, [...tinyWideHeic('p3.heic').buffer], 'p3.heic');
    // (200, 60, 60) of Display P3 is (216, 48, 52) of sRGB
    expect(Math.abs((wide?.pictures[0]?.quarters[6] ?? 0) - 216)).toBeLessThan(6);
  });
});

studioTest('the studio as it is built reads HEIC, TIFF and 16 bits', async ({ page, studio }) => {
  const ramp = Array.from({ length: 64 * 48 }, (_, index) => 900 + (index % 64) * 3);
  const tiff = tiffFile({ size: { width: 64, height: 48 }, samples: ramp, bits: 16, codec: 'lzw' });
  const bomb = pngFile({ width: 60_000, height: 60_000 });
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open images' }).click();
  await (
    await choosing
  ).setFiles([
    { name: 'deep.tif', mimeType: 'image/tiff', buffer: Buffer.from(tiff) },
    tinyHeic('phone.heic'),
    { name: 'bomb.png', mimeType: 'image/png', buffer: Buffer.from(bomb) },
  ]);
  await expect(page.getByRole('alert')).toContainText('bomb.png: 60000 × 60000 pixels are more');
  await expect(studio.frame('deep.png')).toBeVisible();
  await expect(studio.frame('phone.jpg')).toBeVisible();
  await expect(page.getByText('64 × 48 px')).toBeVisible();
});

/** The reference data by URL path, none where it is absent. */
function sharedFiles(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  if (folders.some((folder) => sharedDataPath(folder) === null)) return files;
  for (const folder of folders) {
    const absolute = sharedDataPath(folder) ?? '';
    for (const entry of readdirSync(absolute, { withFileTypes: true })) {
      if (!entry.isFile() || notImages.test(entry.name)) continue;
      files.set(`/odd/${folder}/${encodeURIComponent(entry.name)}`, `${absolute}/${entry.name}`);
    }
  }
  return files;
}

function importBytes(page: Page, bytes: readonly number[], name: string) {
  return page.evaluate(([content, file]) => window.oddImages?.importBytes(content, file), [
    bytes,
    name,
  ] as const);
}

/** A sentence on what is not as expected; null: nothing. */
function problemOf(facts: ImportFacts | undefined, expected: Expected | undefined): string | null {
  if (!facts || !expected) return 'no expectation';
  const { failure, pictures } = facts;
  if (failure || expected.code !== undefined) {
    const told = {
      code: failure?.code,
      kind: failure && 'kind' in failure ? failure.kind : undefined,
      variant: failure && 'variant' in failure ? failure.variant : undefined,
    };
    const { code, kind, variant } = expected;
    const isExpected = told.code === code && told.kind === kind && told.variant === variant;
    return isExpected ? null : JSON.stringify(failure);
  }
  const [first] = pictures;
  if (!first || pictures.length !== expected.pictureCount) return `${pictures.length} pictures`;
  const { width, height, isRewritten, isKept, thumbnailSize } = first;
  if (width !== expected.size?.[0] || height !== expected.size[1]) return `${width} × ${height}`;
  if (isRewritten !== (expected.isRewritten ?? false) || isKept === isRewritten) return 'rewritten';
  if (Math.max(...thumbnailSize) !== Math.min(320, Math.max(width, height))) return 'thumbnail';
  const off = first.quarters.some(
    (value, index) => Math.abs(value - (expected.quarters?.[index] ?? 999)) > 6,
  );
  return off ? `colours ${first.quarters.join(' ')}` : null;
}

function distance(a: string | null | undefined, b: string | null | undefined): number {
  const bits = BigInt(`0x${a ?? '0'}`) ^ BigInt(`0x${b ?? '0'}`);
  return bits.toString(2).replaceAll('0', '').length;
}
