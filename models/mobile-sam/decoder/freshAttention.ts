import type { Value } from '../../onnx/graphBuilder.ts';
import { type CrossLayers, projectOut, tokenHeads, weightHeads, weightsBack } from './crossAttention.ts';
import { type Construction, stackHeads, unstackHeads } from './decoderGraph.ts';
import { imageTokenCount } from './dimensions.ts';
import type { MaskPrompt } from './maskPrompt.ts';

/** Projections of the image tokens before the first layer, made once per image by the projector. */
export interface ImageProjections {
  readonly keys: Value; // [heads, 16, tokens]
  readonly values: Value; // [heads, tokens, 16]
}

/**
 * What the prompt tokens learn from the image tokens in the first layer, [tokens, channels]. The mask
 * prompt enters through its few rows: it is never spread over the channels.
 *
 * @param queries prompt tokens with their positions, [tokens, channels]
 */
export function attendToFreshImage(
  { graph }: Construction,
  layers: CrossLayers,
  queries: Value,
  { image, mask }: { readonly image: ImageProjections; readonly mask: MaskPrompt },
): Value {
  const perHead = tokenHeads(graph, queries, layers.query);
  const maskRows = graph.integers([-1, mask.rowCount]);
  const maskKeys = graph.op('MatMul', [mask.weight, layers.key.weight]);
  const backToMask = graph.op('MatMul', [perHead, weightsBack(graph, maskKeys)]);
  const scores = graph.op('Gemm', [
    graph.op('Reshape', [backToMask, maskRows]),
    mask.rows,
    stackHeads(graph, graph.op('MatMul', [perHead, image.keys]), imageTokenCount),
  ]);
  const attention = graph.op('Softmax', [scores], { axis: -1 });
  const maskMixture = graph.op('Gemm', [attention, mask.rows], { transB: 1 });
  const maskValues = graph.op('MatMul', [mask.weight, layers.value.weight]);
  const values = graph.op('Add', [
    graph.op('MatMul', [unstackHeads(graph, attention, imageTokenCount), image.values]),
    graph.op('MatMul', [
      unstackHeads(graph, maskMixture, mask.rowCount),
      weightHeads(graph, maskValues),
    ]),
  ]);
  return projectOut(graph, layers, { values, valueBias: layers.value.bias });
}
