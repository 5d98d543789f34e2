import * as v from 'valibot';
import type { ModelSpec } from './modelSpec.ts';

const name = v.pipe(v.string(), v.nonEmpty());
const optionalName = v.nullable(name);
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const perChannel = v.tuple([v.number(), v.number(), v.number()]);
const integerType = v.picklist(['float32', 'int32', 'int64']);

const encoderEntries = {
  inputName: name,
  inputSide: count,
  sizeStep: v.nullable(count),
  blankMargin: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
  fit: v.picklist(['longest-side', 'stretch']),
  layout: v.picklist(['nchw', 'nhwc', 'hwc']),
  tensors: v.array(v.object({ outputName: name, inputName: name, shape: v.array(count) })),
};

const inputNames = {
  pointCoords: name,
  pointLabels: name,
  maskInput: optionalName,
  hasMaskInput: optionalName,
  originalSize: optionalName,
  noBoxes: optionalName,
};

const outputNames = { lowResLogits: name, predictedIous: name };

const decoderEntries = {
  pointRank: v.picklist([3, 4]),
  labelType: integerType,
  originalSizeType: integerType,
  originalSide: count,
  coordinates: v.object({ offset: v.number(), scale: v.pipe(v.number(), v.gtValue(0)) }),
  lowResSide: count,
  candidateCount: v.picklist([1, 3, 4]),
};

const numberEntries = {
  normalization: v.object({ mean: perChannel, std: perChannel }),
  labelCodes: v.object({
    foreground: v.number(),
    background: v.number(),
    boxTopLeft: v.nullable(v.number()),
    boxBottomRight: v.nullable(v.number()),
    padding: v.nullable(v.number()),
  }),
  maskThreshold: v.number(),
  stabilityOffset: v.pipe(v.number(), v.gtValue(0)),
};

/**
 * What a user's manifest may say: any part of a ModelSpec but its files. What it leaves out is recognised;
 * what it says counts more than what was recognised.
 */
export const userManifestSchema = v.strictObject({
  title: v.optional(name),
  encoder: v.optional(v.partial(v.strictObject(encoderEntries))),
  decoder: v.optional(
    v.partial(
      v.strictObject({
        ...decoderEntries,
        inputNames: v.partial(v.strictObject(inputNames)),
        outputNames: v.partial(v.strictObject(outputNames)),
      }),
    ),
  ),
  normalization: v.optional(numberEntries.normalization),
  labelCodes: v.optional(v.partial(v.strictObject(numberEntries.labelCodes.entries))),
  maskThreshold: v.optional(numberEntries.maskThreshold),
  stabilityOffset: v.optional(numberEntries.stabilityOffset),
});

export type UserManifest = v.InferOutput<typeof userManifestSchema>;

const keptFileEntries = {
  place: v.literal('kept'),
  path: v.string(),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/u)),
  sizeBytes: count,
};

const ownSpecSchema = v.object({
  id: name,
  title: name,
  encoder: v.object({ ...keptFileEntries, ...encoderEntries }),
  quantizedEncoder: v.null(),
  projector: v.null(),
  decoder: v.object({
    ...keptFileEntries,
    ...decoderEntries,
    inputNames: v.object(inputNames),
    outputNames: v.object(outputNames),
  }),
  ...numberEntries,
});

/** The spec of a model that the user brought, as storage gives it; null if this version cannot read it. */
export function parseOwnSpec(stored: unknown): ModelSpec | null {
  const result = v.safeParse(ownSpecSchema, stored);
  return result.success ? result.output : null;
}
