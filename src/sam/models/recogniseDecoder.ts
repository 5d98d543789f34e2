import type { ModelProblem } from '#core/model/modelReport.ts';
import type { UserManifest } from './contractSchema.ts';
import { knownNames } from './families.ts';
import { fixedDim, shapeText, tensorNamed, type GraphInfo, type TensorInfo } from './graphInfo.ts';
import type { DecoderContract } from './modelSpec.ts';

/** What a decoder's graph tells of itself. */
export interface DecoderReading {
  readonly contract: Omit<DecoderContract, 'coordinates'> | null; // null: there are problems
  readonly pointCoordsName: string;
  readonly embeddings: readonly TensorInfo[]; // its inputs that come from the image
  readonly sideOfDecoder: number | null; // px of the square image that its inputs speak of
}

type Role = keyof typeof knownNames;
const inputRoles = [
  'pointCoords',
  'pointLabels',
  'maskInput',
  'hasMaskInput',
  'originalSize',
  'noBoxes',
] as const;

/** Of Segment Anything: one cell of the image embedding and of the mask input, in px of the image. */
const embeddingStride = 16;
const maskStride = 4;
const usualSide = 1024;

/** @param problems takes what does not fit */
export function recogniseDecoder(
  graph: GraphInfo,
  manifest: UserManifest,
  problems: ModelProblem[],
): DecoderReading {
  const named = namedTensors(graph, manifest, problems);
  const given = new Set(inputRoles.map((role) => named[role]));
  const embeddings = graph.inputs.filter((tensor) => !given.has(tensor));
  for (const tensor of embeddings) {
    const isEmbedding = tensor.dims.length === 0 || tensor.dims.length >= 3;
    if (!isEmbedding)
      problems.push({ code: 'unknown-input', part: 'decoder', tensor: tensor.name });
    else requireType(tensor, ['float32'], problems);
  }
  const sideOfDecoder = sideOf(embeddings, named.maskInput);
  const reading = {
    pointCoordsName: named.pointCoords?.name ?? '',
    embeddings,
    sideOfDecoder,
  };
  const { pointCoords, pointLabels, lowResLogits, predictedIous } = named;
  if (!pointCoords || !pointLabels || !lowResLogits || !predictedIous) {
    return { ...reading, contract: null };
  }
  requireFreePoints(pointCoords, problems);
  const lowResSide = lowResSideOf(named, manifest.decoder?.lowResSide, sideOfDecoder);
  const contract = {
    inputNames: {
      pointCoords: pointCoords.name,
      pointLabels: pointLabels.name,
      maskInput: named.maskInput?.name ?? null,
      hasMaskInput: named.hasMaskInput?.name ?? null,
      originalSize: named.originalSize?.name ?? null,
      noBoxes: named.noBoxes?.name ?? null,
    },
    outputNames: { lowResLogits: lowResLogits.name, predictedIous: predictedIous.name },
    pointRank: pointRankOf(pointCoords),
    labelType: numberType(pointLabels, problems),
    originalSizeType: named.originalSize ? numberType(named.originalSize, problems) : 'float32',
    originalSide: lowResSide,
    lowResSide,
    candidateCount: candidateCountOf(lowResLogits, predictedIous, problems),
  } as const;
  return { ...reading, contract };
}

type NamedTensors = Readonly<Record<Role, TensorInfo | null>>;

function namedTensors(
  { inputs, outputs }: GraphInfo,
  { decoder }: UserManifest,
  problems: ModelProblem[],
): NamedTensors {
  const own = { ...decoder?.inputNames, ...decoder?.outputNames };
  const find = (role: Role, tensors: readonly TensorInfo[]) => {
    const name = own[role];
    if (name === null) return null;
    const found = tensorNamed(tensors, name === undefined ? knownNames[role] : [name]);
    if (name !== undefined && !found) {
      problems.push({ code: 'manifest-tensor', part: 'decoder', tensor: name });
    }
    return found;
  };
  const needInput = (role: Role) => {
    const found = find(role, inputs);
    if (!found) problems.push({ code: 'missing-input', part: 'decoder', lookedFor: namesOf(role) });
    return found;
  };
  const needOutput = (role: Role) => {
    const found = find(role, outputs);
    if (!found)
      problems.push({ code: 'missing-output', part: 'decoder', lookedFor: namesOf(role) });
    return found;
  };
  return {
    pointCoords: needInput('pointCoords'),
    pointLabels: needInput('pointLabels'),
    maskInput: find('maskInput', inputs),
    hasMaskInput: find('hasMaskInput', inputs),
    originalSize: find('originalSize', inputs),
    noBoxes: find('noBoxes', inputs),
    lowResLogits: needOutput('lowResLogits'),
    predictedIous: needOutput('predictedIous'),
  };
}

function namesOf(role: Role): string {
  return knownNames[role].join(', ');
}

function sideOf(embeddings: readonly TensorInfo[], maskInput: TensorInfo | null): number | null {
  const maskSide = maskInput && fixedDim(maskInput, -1);
  if (maskSide !== null) return maskSide * maskStride;
  const sides = embeddings
    .filter(({ dims }) => dims.length === 4)
    .map((tensor) => fixedDim(tensor, -1))
    .filter((side) => side !== null);
  return sides.length === 0 ? null : Math.min(...sides) * embeddingStride;
}

/** The finest logits that also fit the mask input; logits at the size of the image are averaged down. */
function lowResSideOf(
  { maskInput, lowResLogits, originalSize }: NamedTensors,
  fromManifest: number | undefined,
  sideOfDecoder: number | null,
): number {
  const usual = (sideOfDecoder ?? usualSide) / maskStride;
  const ofMask = maskInput && fixedDim(maskInput, -1);
  const ofLogits = originalSize ? null : lowResLogits && fixedDim(lowResLogits, -1);
  const ofSmallLogits = ofLogits !== null && ofLogits <= usual ? ofLogits : null;
  return fromManifest ?? ofMask ?? ofSmallLogits ?? usual;
}

function pointRankOf({ dims, name }: TensorInfo): 3 | 4 {
  if (dims.length === 3 || dims.length === 4) return dims.length;
  return name === 'point_coords' ? 3 : 4;
}

function requireFreePoints(tensor: TensorInfo, problems: ModelProblem[]): void {
  if (fixedDim(tensor, -2) === null) return;
  problems.push({
    code: 'wrong-shape',
    part: 'decoder',
    tensor: tensor.name,
    shape: shapeText(tensor),
    expected: '[1, points, 2]',
  });
}

function numberType(tensor: TensorInfo, problems: ModelProblem[]): DecoderContract['labelType'] {
  const { type } = tensor;
  if (type === 'int32' || type === 'int64') return type;
  requireType(tensor, ['float32', 'int32', 'int64'], problems);
  return 'float32';
}

function requireType(
  { name, type }: TensorInfo,
  expected: readonly string[],
  problems: ModelProblem[],
): void {
  if (expected.includes(type)) return;
  problems.push({
    code: 'wrong-type',
    part: 'decoder',
    tensor: name,
    type,
    expected: expected.join(', '),
  });
}

/** 4 where the graph leaves it open: the run of the contract check tells. */
function candidateCountOf(
  logits: TensorInfo,
  ious: TensorInfo,
  problems: ModelProblem[],
): DecoderContract['candidateCount'] {
  const count = fixedDim(ious, -1) ?? fixedDim(logits, -3) ?? 4;
  if (count === 1 || count === 3 || count === 4) return count;
  problems.push({
    code: 'wrong-shape',
    part: 'decoder',
    tensor: ious.name,
    shape: shapeText(ious),
    expected: '[1, 1], [1, 3], [1, 4]',
  });
  return 4;
}
