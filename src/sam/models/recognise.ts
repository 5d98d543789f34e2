import type { ModelFamily, ModelProblem } from '#core/model/modelReport.ts';
import { applyManifest } from './applyManifest.ts';
import type { UserManifest } from './contractSchema.ts';
import { closestFamily, familyDefaults, familyOf, knownNames } from './families.ts';
import { fixedDim, namesText, tensorNamed, type GraphInfo } from './graphInfo.ts';
import type { ModelContract } from './modelSpec.ts';
import { recogniseDecoder } from './recogniseDecoder.ts';
import { matchEmbeddings, recogniseEncoder } from './recogniseEncoder.ts';

/** How a pair of graphs is spoken to, or every reason why that is not clear. */
export type Recognition =
  | {
      readonly kind: 'recognised';
      readonly family: ModelFamily;
      readonly contract: ModelContract;
      readonly isSwapped: boolean; // the decoder came as the encoder and the other way round
    }
  | { readonly kind: 'unknown'; readonly problems: readonly ModelProblem[] };

/**
 * Recognises an encoder and a decoder by their tensors' names, types and shapes, as the common exports
 * of Segment Anything declare them.
 *
 * Sizes that the graphs leave open are filled in as the family has them; the contract check puts
 * right what its run shows otherwise ({@link ModelContract.decoder}'s candidateCount, shapes).
 */
export function recognise(
  first: GraphInfo,
  second: GraphInfo,
  manifest: UserManifest = {},
): Recognition {
  const pair = assignRoles(first, second, manifest);
  if ('problems' in pair) return { kind: 'unknown', problems: pair.problems };
  const { encoder, decoder, isSwapped } = pair;
  const problems: ModelProblem[] = [];
  const read = recogniseDecoder(decoder, manifest, problems);
  const family = familyOf(
    read.pointCoordsName,
    read.embeddings.map(({ name }) => name),
  );
  const tensors = matchEmbeddings(encoder, read.embeddings, { manifest, problems });
  const encoderContract = recogniseEncoder(encoder, manifest, {
    tensors,
    fit: familyDefaults[family].fit,
    sideOfDecoder: read.sideOfDecoder,
    problems,
  });
  if (!encoderContract || !read.contract || problems.length > 0) {
    return { kind: 'unknown', problems };
  }
  const { isScaledToOriginal, normalization, labelCodes } = familyDefaults[family];
  const { originalSide } = read.contract;
  const scale = isScaledToOriginal ? originalSide / encoderContract.contract.inputSide : 1;
  const contract = applyManifest(
    {
      encoder: encoderContract.contract,
      decoder: { ...read.contract, coordinates: { offset: -0.5, scale } },
      normalization: encoderContract.normalization ?? normalization,
      labelCodes,
      maskThreshold: 0,
      stabilityOffset: 1,
    },
    manifest,
  );
  return { kind: 'recognised', family, contract, isSwapped };
}

type Roles =
  | { readonly encoder: GraphInfo; readonly decoder: GraphInfo; readonly isSwapped: boolean }
  | { readonly problems: readonly ModelProblem[] };

function assignRoles(first: GraphInfo, second: GraphInfo, manifest: UserManifest): Roles {
  const takesPoints = (graph: GraphInfo) => hasPoints(graph, manifest);
  if ([first, second].some((graph) => takesPoints(graph) && takesImage(graph))) {
    return { problems: [{ code: 'one-graph' }] };
  }
  if (takesPoints(first) && takesPoints(second)) {
    return { problems: [{ code: 'two-of-a-kind', part: 'decoder' }] };
  }
  if (takesPoints(second)) return { encoder: first, decoder: second, isSwapped: false };
  if (takesPoints(first)) return { encoder: second, decoder: first, isSwapped: true };
  if (takesImage(first) && takesImage(second)) {
    return { problems: [{ code: 'two-of-a-kind', part: 'encoder' }] };
  }
  const decoder = takesImage(second) && !takesImage(first) ? first : second;
  const { family, missing } = closestFamily(decoder.inputs.map(({ name }) => name));
  return {
    problems: [
      {
        code: 'no-decoder',
        found: namesText(decoder.inputs),
        closest: family,
        missing: missing.join(', '),
      },
    ],
  };
}

function hasPoints({ inputs }: GraphInfo, { decoder }: UserManifest): boolean {
  const own = decoder?.inputNames?.pointCoords;
  return tensorNamed(inputs, own ? [own] : knownNames.pointCoords) !== null;
}

/** Whether an input has three channels where an image has them. */
function takesImage({ inputs }: GraphInfo): boolean {
  return inputs.some((tensor) => {
    const { length } = tensor.dims;
    if (length === 4) return fixedDim(tensor, 1) === 3 || fixedDim(tensor, 3) === 3;
    return length === 3 && fixedDim(tensor, 2) === 3;
  });
}
