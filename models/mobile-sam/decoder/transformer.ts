import type { Value } from '../../onnx/graphBuilder.ts';
import {
  type CrossLayers,
  crossLayers,
  positionHeads,
  scaledRows,
  shiftedBias,
} from './crossAttention.ts';
import {
  type Affine,
  applyLinear,
  asColumn,
  type Construction,
  layerNorm,
  transformerLinear,
  transformerNorm,
} from './decoderGraph.ts';
import type { GraphBuilder } from '../../onnx/graphBuilder.ts';
import { outputTokenCount } from './dimensions.ts';
import {
  attendToFactoredImage,
  type ScoreProjection,
  type ValueProjection,
} from './factoredImage.ts';
import { type TokenPair, type UpdatedImage, updateFreshImage, updateImage } from './imageUpdate.ts';
import type { MaskPrompt } from './maskPrompt.ts';
import { imagePositions, projectedPositions } from './positions.ts';
import type { ProjectionName } from './projector.ts';
import { selfAttention } from './selfAttention.ts';

/** What goes into the transformer. */
export interface TransformerInput {
  readonly prompt: Value; // tokens, [tokens, channels]
  readonly image: Readonly<Record<ProjectionName, Value>>;
  readonly mask: MaskPrompt;
}

/** What comes out of it; the norm of the image tokens is left to do, `affine` is its scale and shift. */
export interface TransformerOutput {
  readonly tokens: Value; // the learned output tokens alone, [5, channels]
  readonly image: UpdatedImage;
  readonly affine: Affine;
}

/** SAM's two-way transformer: two layers, then a last look at the image. */
export function transform(construction: Construction, input: TransformerInput): TransformerOutput {
  const { graph } = construction;
  const place = (tokens: Value): Value => graph.op('Add', [tokens, input.prompt]);
  const first = firstLayer(construction, input, place);
  const second = secondLayer(construction, input, { ...first, place });
  const affine = transformerNorm(construction, 'layers.1.norm4');
  const image = second.updated;
  const last = attendToFactoredImage(
    graph,
    crossLayers(construction, 'final_attn_token_to_image'),
    outputTokensOf(graph, second.tokens.placed),
    {
      factored: image,
      ...readersOf(construction, 'final_attn_token_to_image', {
        affine,
        keys: input.image.keys2,
        values: input.image.values2,
      }),
    },
  );
  const looked = graph.op('Add', [outputTokensOf(graph, second.tokens.plain), last]);
  return { tokens: norm(construction, looked, 'norm_final_attn'), image, affine };
}

/** The learned tokens without those of the prompt, which nothing reads in the end. */
function outputTokensOf(graph: GraphBuilder, tokens: Value): Value {
  const ends = [[0], [outputTokenCount], [0]].map((list) => graph.integers(list));
  return graph.op('Slice', [tokens, ...ends]);
}

type Place = (tokens: Value) => Value;

/** Here the mask prompt is all that is added to the image. */
function firstLayer(
  construction: Construction,
  { prompt, image, mask }: TransformerInput,
  place: Place,
) {
  const { graph } = construction;
  const { toImage, toTokens } = crossLayersOf(construction, 'layers.0');
  const { key, value } = toImage;
  const own = selfAttention(construction, 'layers.0/self_attn', { placed: prompt, plain: prompt });
  const plain = tokenLayer(
    construction,
    'layers.0',
    norm(construction, own, 'layers.0.norm1'),
    (tokens) =>
      attendToFactoredImage(graph, toImage, place(tokens), {
        factored: mask,
        keys: { image: image.keys0, weight: key.weight },
        values: { image: image.values0, weight: value.weight, bias: value.bias },
      }),
  );
  const tokens: TokenPair = { plain, placed: place(plain) };
  const queries = { image: image.queries0, weight: toTokens.query.weight };
  const attention = { layers: toTokens, tokens, factored: mask, queries };
  return { tokens, updated: updateFreshImage(graph, attention, image.tokens) };
}

function secondLayer(
  construction: Construction,
  { image }: TransformerInput,
  { tokens, updated, place }: ReturnType<typeof firstLayer> & { readonly place: Place },
) {
  const { graph } = construction;
  const { toImage, toTokens } = crossLayersOf(construction, 'layers.1');
  const affine = transformerNorm(construction, 'layers.0.norm4');
  const others = selfAttention(construction, 'layers.1/self_attn', tokens);
  const mixed = norm(construction, graph.op('Add', [tokens.plain, others]), 'layers.1.norm1');
  const readers = readersOf(construction, 'layers.1/cross_attn_token_to_image', {
    affine,
    keys: image.keys1,
    values: image.values1,
  });
  const plain = tokenLayer(construction, 'layers.1', mixed, (queries) =>
    attendToFactoredImage(graph, toImage, place(queries), { factored: updated, ...readers }),
  );
  const pair: TokenPair = { plain, placed: place(plain) };
  const queries = {
    image: image.queries1,
    weight: scaledRows(graph, toTokens.query.weight, affine),
    constant: placedConstant(
      construction,
      toTokens.query.weight,
      shiftedBias(graph, toTokens.query, affine),
    ),
  };
  const attention = { layers: toTokens, tokens: pair, factored: updated, queries };
  const source = { fresh: updated, affine, means: image.means };
  return { tokens: pair, updated: updateImage(graph, attention, source) };
}

/** Keys and values of normalised image tokens for prompt tokens. */
function readersOf(
  construction: Construction,
  path: string,
  {
    affine,
    keys,
    values,
  }: { readonly affine: Affine; readonly keys: Value; readonly values: Value },
): { readonly keys: ScoreProjection; readonly values: ValueProjection } {
  const { graph } = construction;
  const { key, value } = crossLayers(construction, path);
  return {
    keys: {
      image: keys,
      weight: scaledRows(graph, key.weight, affine),
      constant: placedConstant(construction, key.weight),
    },
    values: {
      image: values,
      weight: scaledRows(graph, value.weight, affine),
      bias: shiftedBias(graph, value, affine),
    },
  };
}

/** Projected positions plus a bias, [heads, 16, tokens]; a constant. */
function placedConstant(construction: Construction, weight: Value, bias?: Value): Value {
  const { graph } = construction;
  const placed = projectedPositions(graph, imagePositions(construction), weight);
  const sum = bias === undefined ? placed : graph.op('Add', [placed, asColumn(graph, bias)]);
  return positionHeads(graph, sum);
}

function crossLayersOf(
  construction: Construction,
  layer: string,
): { readonly toImage: CrossLayers; readonly toTokens: CrossLayers } {
  return {
    toImage: crossLayers(construction, `${layer}/cross_attn_token_to_image`),
    toTokens: crossLayers(construction, `${layer}/cross_attn_image_to_token`),
  };
}

/** From the first norm of a layer on: attention to the image, perceptron. */
function tokenLayer(
  construction: Construction,
  path: string,
  tokens: Value,
  attend: (tokens: Value) => Value,
): Value {
  const { graph } = construction;
  const attended = graph.op('Add', [tokens, attend(tokens)]);
  const looked = norm(construction, attended, `${path}.norm2`);
  const hidden = graph.op('Relu', [
    applyLinear(graph, looked, transformerLinear(construction, `${path}/mlp/lin1`)),
  ]);
  const thought = applyLinear(graph, hidden, transformerLinear(construction, `${path}/mlp/lin2`));
  return norm(construction, graph.op('Add', [looked, thought]), `${path}.norm3`);
}

function norm(construction: Construction, x: Value, path: string): Value {
  return layerNorm(construction.graph, x, transformerNorm(construction, path));
}
