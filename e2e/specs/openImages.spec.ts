import { sharedDataPath } from '../../src/testing/sharedData.ts';
import { expect, test } from '../fixtures/test.ts';
import { halvesImage, smallBmp, smallGif, withOrientation } from '../fixtures/testImages.ts';

const text = (name: string, content: string) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: Buffer.from(content),
});

test('every format opens; broken files are named with the reason and stop nothing', async ({
  page,
  studio,
}) => {
  const jpeg = await halvesImage(page, 'a.jpg', 'image/jpeg');
  const files = [
    jpeg,
    text('page.jpg', '<!doctype html><title>404</title>'),
    await halvesImage(page, 'b.png', 'image/png'),
    { ...jpeg, name: 'cut.jpg', buffer: jpeg.buffer.subarray(0, 200) },
    await halvesImage(page, 'c.webp', 'image/webp'),
    text('nothing.png', ''),
    smallBmp('d.bmp'),
    smallGif('e.gif'),
  ];
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open images' }).click();
  await (await choosing).setFiles(files);

  const alert = page.getByRole('alert');
  await expect(alert).toContainText('3 files could not be opened');
  await expect(alert).toContainText('page.jpg: this is a web page');
  await expect(alert).toContainText('cut.jpg: the file is');
  await expect(alert).toContainText('nothing.png: the file is empty');
  await expect(alert).toContainText('5 other images were opened');
  for (const name of ['a.jpg', 'b.png', 'c.webp', 'd.bmp', 'e.gif']) {
    await expect(studio.frame(name)).toBeVisible();
  }
  await expect(page.getByText('5 images')).toBeVisible();

  await studio.undoButton.click();
  await expect(page.getByText('0 images')).toBeVisible();
});

test('EXIF orientation is applied once, and is gone from the stored bytes', async ({
  page,
  studio,
}) => {
  const jpeg = await halvesImage(page, 'plain.jpg', 'image/jpeg');
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open images' }).click();
  await (await choosing).setFiles([withOrientation(jpeg, '6-turned.jpg', 6), jpeg]);
  await expect(studio.frame('plain.jpg')).toBeVisible();
  await expect(page.getByText('32 × 64 px')).toBeVisible();

  const [turned, plain] = await page.evaluate(readBlobs);
  expect(turned).toMatchObject({ width: 32, height: 64, hasExif: false });
  // 6 turns a quarter clockwise: what was left is on top
  expect(turned?.top).toBe('red');
  expect(plain).toMatchObject({ width: 64, height: 32 });
  expect(plain?.bytes).toEqual([...jpeg.buffer]);
});

test('files can be dropped and pasted', async ({ page, studio }) => {
  for (const [event, name] of [
    ['drop', 'dropped.png'],
    ['paste', 'pasted.png'],
  ] as const) {
    const { buffer } = await halvesImage(page, name, 'image/png');
    await page.evaluate(sendTransfer, { event, name, bytes: [...buffer] });
    await expect(studio.frame(name)).toBeVisible();
  }
});

test('a folder opens with its images in order, the rest left out', async ({ page, studio }) => {
  const folder = sharedDataPath('exif_orientation');
  test.skip(folder === null, 'reference data is absent');
  if (folder === null) return;
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open folder' }).click();
  await (await choosing).setFiles(folder);
  // sixteen of them are turned and written anew while the first is encoded
  await expect(page.getByText('18 images', { exact: true })).toBeVisible({ timeout: 90_000 });
  await expect(page.getByRole('alert')).toBeHidden();
  await expect(page.getByText('1800 × 1200 px')).toBeVisible();
  await expect(studio.frame('exif_orientation/Landscape_1.jpg')).toBeVisible();
});

test('odd files open or are refused with a reason', async ({ page, studio }) => {
  const folder = sharedDataPath('odd_images_synthetic');
  test.skip(folder === null, 'reference data is absent');
  const names = [
    'avif_davis.avif',
    'gray16_davis.png',
    'palette_davis.png',
    'rgba_gradient_alpha.png',
    'animated_davis.gif',
    'jpeg_named_png.png',
    'wide_3000x1.png',
    'name with spaces #1 100% ä人.jpg',
    'html_error_page.jpg',
    'zero_byte.jpg',
  ];
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open images' }).click();
  await (await choosing).setFiles(names.map((name) => `${folder}/${name}`));
  await expect(page.getByRole('alert')).toContainText('2 files could not be opened');
  await expect(page.getByRole('alert')).toContainText('html_error_page.jpg: this is a web page');
  await expect(studio.frame('avif_davis.avif')).toBeVisible();
  await expect(page.getByText('8 images')).toBeVisible();
});

interface BlobFacts {
  readonly width: number;
  readonly height: number;
  readonly top: 'red' | 'blue';
  readonly hasExif: boolean;
  readonly bytes: readonly number[];
}

/** What lies in storage, in filmstrip order, decoded without turning anything. */
async function readBlobs(): Promise<readonly BlobFacts[]> {
  const open = indexedDB.open('maskwright');
  await new Promise((resolve) => open.addEventListener('success', resolve));
  const transaction = open.result.transaction(['images', 'blobs']);
  const all = (request: IDBRequest) =>
    new Promise<void>((resolve) => request.addEventListener('success', () => resolve()));
  const images = transaction.objectStore('images').getAll();
  await all(images);
  const facts: BlobFacts[] = [];
  for (const { blobKey } of images.result.toSorted((a, b) => a.order - b.order)) {
    const request = open.result.transaction('blobs').objectStore('blobs').get(blobKey);
    await all(request);
    const blob: Blob = request.result;
    const bitmap = await createImageBitmap(blob, { imageOrientation: 'none' });
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const [red = 0, , blue = 0] = context?.getImageData(4, 4, 1, 1).data ?? [];
    const bytes = [...new Uint8Array(await blob.arrayBuffer())];
    const head = String.fromCharCode(...bytes.slice(0, 64));
    facts.push({
      width: bitmap.width,
      height: bitmap.height,
      top: red > blue ? 'red' : 'blue',
      hasExif: head.includes('Exif'),
      bytes,
    });
  }
  open.result.close();
  return facts;
}

/** What the browser sends when files are dropped or pasted. Runs in the page. */
function sendTransfer(sent: { event: string; name: string; bytes: readonly number[] }): void {
  const transfer = new DataTransfer();
  transfer.items.add(new File([Uint8Array.from(sent.bytes)], sent.name, { type: 'image/png' }));
  const init = { bubbles: true, cancelable: true };
  const event =
    sent.event === 'drop'
      ? new DragEvent('drop', { ...init, dataTransfer: transfer })
      : new ClipboardEvent('paste', { ...init, clipboardData: transfer });
  document.body.dispatchEvent(event);
}
