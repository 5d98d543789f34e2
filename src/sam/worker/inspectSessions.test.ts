import * as ort from 'onnxruntime-web/wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { tinySam, type TinyOptions, type TinyStyle } from '#models/testing/tinySam.ts';
import type { ModelReport } from '#core/model/modelReport.ts';
import { decodeRle } from '#core/mask/codec.ts';
import { emptyPrompt, withBox, withPoint, type Prompt } from '#core/prompt/prompt.ts';
import { parseUserManifest } from '#sam/models/applyManifest.ts';
import { parseOwnSpec, type UserManifest } from '#sam/models/contractSchema.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import { goldenImage } from '#sam/numerics/goldenImage.ts';
import { maskFromLogits } from '#sam/numerics/maskFromLogits.ts';
import { modelGeometryOf, wholePart } from '#sam/numerics/modelGeometry.ts';
import { decoderAnswerOf } from './decoderAnswer.ts';
import { decoderFeedsOf } from './decoderFeeds.ts';
import { narrowTensors, runEncoder } from './encodePixels.ts';
import { inspectSessions, type Inspection, type OpenFile } from './inspectSessions.ts';
import { projectEmbedding } from './projectEmbedding.ts';
import { adoptRuntime } from './runtime.ts';

const styles: readonly TinyStyle[] = ['sam', 'sam2', 'efficient-sam', 'transformers', 'raw-pixels'];

beforeAll(() => {
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'error';
  adoptRuntime(ort);
});

describe('inspectSessions', () => {
  it.each(styles)('recognises the tiny model in the style of %s, and it works', async (style) => {
    const { report, spec } = await inspect(style);
    expect(report).toMatchObject({
      kind: 'runs',
      family: style === 'raw-pixels' ? 'sam' : style,
      candidateCount: style === 'sam' || style === 'raw-pixels' ? 4 : 3,
    });
    expect(iouIn(report)).toBeGreaterThan(0.9);
    expect(notesIn(report)).not.toContain('masks-look-wrong');
    expect(parseOwnSpec(structuredClone({ ...spec, title: 'Tiny' }))).toEqual({
      ...spec,
      title: 'Tiny',
    });
  });

  it('puts files right that were given the other way round', async () => {
    const { encoder, decoder } = await openTiny('sam');
    const { report, spec } = await inspectSessions([decoder, encoder], {}, () => undefined);
    expect(notesIn(report)).toEqual(['swapped']);
    expect(spec?.encoder.sha256).toBe(encoder.sha256);
  });

  it.each([1, 3, 4] as const)('takes a decoder of %d candidates', async (candidateCount) => {
    const { report } = await inspect('sam', { candidateCount });
    expect(report).toMatchObject({ kind: 'runs', candidateCount });
    expect(notesIn(report)).toEqual(candidateCount === 1 ? ['one-candidate'] : []);
  });

  it('takes masks of the asked size where there are no low-res logits', async () => {
    const { report, spec } = await inspect('sam', { isFullSizeOnly: true });
    expect(spec?.decoder.outputNames.lowResLogits).toBe('masks');
    expect(iouIn(report)).toBeGreaterThan(0.9);
  });

  it('says so when the masks look wrong, as with a wrong normalisation', async () => {
    const { manifest } = manifestOf({
      normalization: { mean: [0, 0, 0], std: [9000, 9000, 9000] },
    });
    const { report, spec } = await inspect('sam', {}, manifest);
    expect(notesIn(report)).toContain('masks-look-wrong');
    expect(spec).not.toBeNull();
  });

  it('refuses an encoder and a decoder of two different models', async () => {
    const { encoder } = await openTiny('sam');
    const { decoder } = await openTiny('sam2');
    const { report } = await inspectSessions([encoder, decoder], {}, () => undefined);
    expect(codesIn(report)).toEqual(['no-match', 'no-match']);
  });
});

describe('the masks of a recognised model', () => {
  it.each(styles)('follow the click in the style of %s', async (style) => {
    const { spec, ...sessions } = await openAndInspect(style);
    const { click, mask } = goldenImage();
    const onDisc = await maskOf(sessions, spec, withPoint(emptyPrompt, foreground(click)));
    expect(agreement(onDisc, decodeRle(mask).pixels)).toBeGreaterThan(0.97);
    const onGround = await maskOf(
      sessions,
      spec,
      withPoint(emptyPrompt, foreground({ x: 20, y: 220 })),
    );
    expect(agreement(onGround, decodeRle(mask).pixels)).toBeLessThan(0.1);
  });

  it('take a box as a click on its centre where the model knows no boxes', async () => {
    const { spec, ...sessions } = await openAndInspect('transformers');
    const box = { x: 150, y: 40, width: 112, height: 112 };
    const ofBox = await maskOf(sessions, spec, withBox(emptyPrompt, box));
    const ofClick = await maskOf(
      sessions,
      spec,
      withPoint(emptyPrompt, foreground({ x: 206, y: 96 })),
    );
    expect(ofBox).toEqual(ofClick);
  });

  it('build on the mask so far where the model takes one', async () => {
    const { spec, ...sessions } = await openAndInspect('sam');
    const prompt = withPoint(emptyPrompt, foreground({ x: 206, y: 96 }));
    const everything = new Float32Array(spec.decoder.lowResSide ** 2).fill(1000);
    const refined = await maskOf(sessions, spec, prompt, everything);
    expect(refined.every((pixel) => pixel === 1)).toBe(true);
  });
});

async function inspect(
  style: TinyStyle,
  options: TinyOptions = {},
  manifest: UserManifest = {},
): Promise<Inspection> {
  const { encoder, decoder } = await openTiny(style, options);
  return inspectSessions([encoder, decoder], manifest, () => undefined);
}

async function openTiny(style: TinyStyle, options: TinyOptions = {}) {
  const files = tinySam(style, options);
  return {
    encoder: await open(files.encoder, 'e'),
    decoder: await open(files.decoder, 'd'),
  };
}

async function open(bytes: Uint8Array, digit: string): Promise<OpenFile> {
  const session = await ort.InferenceSession.create(bytes);
  return { session, sha256: digit.repeat(64), sizeBytes: bytes.length };
}

interface Sessions {
  readonly encoder: ort.InferenceSession;
  readonly decoder: ort.InferenceSession;
}

async function openAndInspect(style: TinyStyle): Promise<Sessions & { readonly spec: ModelSpec }> {
  const { encoder, decoder } = await openTiny(style);
  const { spec } = await inspectSessions([encoder, decoder], {}, () => undefined);
  if (!spec) throw new Error('the tiny model is refused');
  return { encoder: encoder.session, decoder: decoder.session, spec };
}

/** The first candidate on the golden image, one byte per pixel, row-major. */
async function maskOf(
  { encoder, decoder }: Sessions,
  spec: ModelSpec,
  prompt: Prompt,
  maskInput: Float32Array | null = null,
): Promise<Uint8Array> {
  const { image } = goldenImage();
  const embedding = {
    imageSize: image.size,
    window: { x: 0, y: 0, ...image.size },
    longestSide: spec.encoder.inputSide,
    tensors: narrowTensors(
      await runEncoder(encoder, { size: image.size, strips: [image.data] }, spec),
    ),
  };
  const { feeds } = await projectEmbedding(null, embedding, spec);
  const geometry = modelGeometryOf(spec.encoder, wholePart(image.size, spec.encoder.inputSide));
  const question = { prompt, geometry, maskInput };
  const outputs = await decoder.run({ ...feeds, ...decoderFeedsOf(question, spec) });
  const { lowResLogits } = decoderAnswerOf(outputs, spec.decoder);
  const { lowResSide } = spec.decoder;
  const logits = lowResLogits.slice(0, lowResSide ** 2);
  return decodeRle(maskFromLogits(logits, lowResSide, geometry, spec.maskThreshold)).pixels;
}

/** The share of pixels that are equal. */
function agreement(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((count, pixel, at) => count + (pixel === b[at] ? 1 : 0), 0) / a.length;
}

function foreground(at: { readonly x: number; readonly y: number }) {
  return { at, label: 'foreground' as const };
}

function manifestOf(json: object): { readonly manifest: UserManifest } {
  const parsed = parseUserManifest(JSON.stringify(json));
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed;
}

function iouIn(report: ModelReport): number {
  return report.kind === 'runs' ? report.goldenIou : 0;
}

function notesIn(report: ModelReport): readonly string[] {
  return report.kind === 'runs' ? report.notes : ['refused'];
}

function codesIn(report: ModelReport): readonly string[] {
  return report.kind === 'refused' ? report.problems.map(({ code }) => code) : [];
}
