import * as v from 'valibot';
import type { ModelSpec } from './modelSpec.ts';

/**
 * The ModelSpec in a models/<id>/manifest.json; what only the build needs (sources, licence) is left out.
 * Throws on a manifest that does not fit: it is part of this repository.
 */
export function parseManifest(manifest: unknown): ModelSpec {
  const { encoder, quantizedEncoder, projector, decoder, ...rest } = v.parse(
    manifestSchema,
    manifest,
  );
  const { outputName, embeddingShape, sizeStep, blankMargin, ...encoderRest } = encoder;
  const { inputName, ...projectorRest } = projector;
  return {
    ...rest,
    encoder: {
      ...encoderRest,
      place: 'served',
      sizeStep: sizeStep ?? null,
      blankMargin: blankMargin ?? 0,
      fit: 'longest-side',
      layout: 'nchw',
      tensors: [{ outputName, inputName, shape: embeddingShape }],
    },
    quantizedEncoder: { ...quantizedEncoder, place: 'served' },
    projector: { ...projectorRest, place: 'served' },
    decoder: {
      ...decoder,
      place: 'served',
      inputNames: { ...decoder.inputNames, originalSize: null, noBoxes: null },
      pointRank: 3,
      labelType: 'float32',
      originalSizeType: 'float32',
      originalSide: decoder.lowResSide,
      coordinates: { offset: -0.5, scale: 1 },
    },
  };
}

const name = v.pipe(v.string(), v.nonEmpty());
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const perChannel = v.tuple([v.number(), v.number(), v.number()]);

const fileEntries = {
  path: v.pipe(v.string(), v.regex(/^[a-z0-9-]+\/[a-zA-Z]+\.[0-9a-f]{8}\.onnx$/)),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  sizeBytes: count,
};

const encoderSchema = v.object({
  ...fileEntries,
  inputName: name,
  outputName: name,
  inputSide: count,
  sizeStep: v.optional(count),
  blankMargin: v.optional(count),
  embeddingShape: v.tuple([count, count, count, count]),
});

const projectorSchema = v.object({
  ...fileEntries,
  inputName: name,
  outputNames: v.array(name),
});

const decoderSchema = v.object({
  ...fileEntries,
  inputNames: v.object({
    pointCoords: name,
    pointLabels: name,
    maskInput: name,
    hasMaskInput: name,
  }),
  outputNames: v.object({ lowResLogits: name, predictedIous: name }),
  lowResSide: count,
  candidateCount: count,
});

const hashMissing = 'path does not carry its sha256';

const manifestSchema = v.object({
  id: name,
  title: name,
  encoder: v.pipe(
    encoderSchema,
    v.check((file) => isNamedByHash(file), hashMissing),
  ),
  quantizedEncoder: v.pipe(
    v.object(fileEntries),
    v.check((file) => isNamedByHash(file), hashMissing),
  ),
  projector: v.pipe(
    projectorSchema,
    v.check((file) => isNamedByHash(file), hashMissing),
  ),
  decoder: v.pipe(
    decoderSchema,
    v.check((file) => isNamedByHash(file), hashMissing),
  ),
  normalization: v.object({ mean: perChannel, std: perChannel }),
  labelCodes: v.object({
    foreground: v.number(),
    background: v.number(),
    boxTopLeft: v.number(),
    boxBottomRight: v.number(),
    padding: v.number(),
  }),
  maskThreshold: v.number(),
  stabilityOffset: v.pipe(v.number(), v.gtValue(0)),
});

/** The path is a cache key: other bytes must have another path. */
function isNamedByHash({
  path,
  sha256,
}: {
  readonly path: string;
  readonly sha256: string;
}): boolean {
  return path.endsWith(`.${sha256.slice(0, 8)}.onnx`);
}
