import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { encode } from 'fast-png';
import * as ort from 'onnxruntime-web';
import { mobileSam } from '#sam/models/mobileSam.ts';
import { widenFloat16 } from '#sam/numerics/float16.ts';
import { encoderTensorOf } from '#sam/numerics/encoderTensor.ts';
import { withBenchPage } from '../bench/browser.ts';

const size = { width: 613, height: 407 };

test('an image has the same embedding in the browser and in Node', async () => {
  const rgba = patternPixels();
  const inNode = await embeddingInNode(rgba);
  const png = encode({ ...size, data: rgba, channels: 4 });
  const inBrowser = await withBenchPage('../parity/embedding.html', new Map(), async ({ page }) => {
    await page.waitForFunction(() => window.embeddingOf !== undefined);
    return page.evaluate((bytes) => window.embeddingOf?.(bytes), [...png]);
  });
  expect(inBrowser).toHaveLength(inNode.length);
  const values = widenFloat16(Uint16Array.from(inBrowser ?? []));
  const largest = inNode.reduce(
    (most, value, index) => Math.max(most, Math.abs(value - (values[index] ?? Number.NaN))),
    0,
  );
  // the same input to the bit; what is left is the order of sums in threads, and float16
  expect(largest).toBeLessThanOrEqual(1e-4 + 2 ** -11);
});

async function embeddingInNode(rgba: Uint8Array): Promise<Float32Array> {
  const { path: file } = mobileSam.quantizedEncoder ?? mobileSam.encoder; // as on WASM
  const path = new URL(`../../public/models/${file}`, import.meta.url);
  const session = await ort.InferenceSession.create(await readFile(fileURLToPath(path)));
  const { data: values, dims } = encoderTensorOf([rgba], size, mobileSam);
  const tensor = new ort.Tensor('float32', values, dims);
  const outputs = await session.run({ [mobileSam.encoder.inputName]: tensor });
  const data = outputs[mobileSam.encoder.tensors[0]?.outputName ?? '']?.data;
  if (!(data instanceof Float32Array)) throw new Error('the encoder answers with float32');
  return data;
}

/** A discs-and-stripes picture; every pixel opaque. */
function patternPixels(): Uint8Array {
  const pixels = new Uint8Array(size.width * size.height * 4);
  for (let y = 0; y < size.height; y += 1) {
    for (let x = 0; x < size.width; x += 1) {
      const isDisc = Math.hypot(x - 200, y - 190) < 110;
      const at = (y * size.width + x) * 4;
      pixels[at] = isDisc ? 220 : (x * 3) % 256;
      pixels[at + 1] = isDisc ? 60 : (y * 5) % 256;
      pixels[at + 2] = isDisc ? 40 : ((x + y) >> 1) % 256;
      pixels[at + 3] = 255;
    }
  }
  return pixels;
}
