import type { GraphBuilder, Value } from '../../onnx/graphBuilder.ts';
import type { Weights } from '../../onnx/weights.ts';
import type { Construction } from './decoderGraph.ts';
import { candidateCount, channelCount } from './dimensions.ts';

/** Predicted IoU of each mask, [1, masks], from the output tokens [tokens, channels]. */
export function predictedIous(construction: Construction, tokens: Value): Value {
  const { graph } = construction;
  const token = graph.op('Gather', [tokens, graph.integers([0])], { axis: 0 });
  const layers = mlpsOf(construction, ['mask_decoder.iou_prediction_head']);
  return graph.op('Reshape', [mlp(graph, token, layers), graph.integers([1, candidateCount])]);
}

/** What each mask token makes of the upscaled image tokens, [32, masks]. */
export function maskWeights(construction: Construction, tokens: Value): Value {
  const { graph } = construction;
  const masks = Array.from({ length: candidateCount }, (_, mask) => mask);
  const maskTokens = graph.op('Gather', [tokens, graph.integers(masks.map((mask) => mask + 1))], {
    axis: 0,
  });
  const perMask = graph.op('Reshape', [
    maskTokens,
    graph.integers([candidateCount, 1, channelCount]),
  ]);
  const layers = mlpsOf(
    construction,
    masks.map((mask) => `mask_decoder.output_hypernetworks_mlps.${mask}`),
  );
  const rows = graph.op('Reshape', [
    mlp(graph, perMask, layers),
    graph.integers([candidateCount, -1]),
  ]);
  return graph.op('Transpose', [rows], { perm: [1, 0] });
}

interface StackedLinear {
  readonly weight: Value; // [mlps, inputs, outputs]
  readonly bias: Value; // [mlps, 1, outputs]
}

/** Three layers of one or several equal perceptrons; the export keeps their weights [outputs, inputs]. */
function mlpsOf(
  { graph, weights }: Construction,
  paths: readonly string[],
): readonly StackedLinear[] {
  const stack = (name: string): Weights => {
    const parts = paths.map((path) => weights.named(`${path}.${name}`));
    const data = Float32Array.from(parts.flatMap((part) => [...part.data]));
    return { dims: [paths.length, ...(parts[0]?.dims ?? [])], data };
  };
  return [0, 1, 2].map((layer) => {
    const weight = graph.half(stack(`layers.${layer}.weight`));
    const { dims, data } = stack(`layers.${layer}.bias`);
    return {
      weight: graph.op('Transpose', [weight], { perm: [0, 2, 1] }),
      bias: graph.constant([paths.length, 1, dims[1] ?? 0], data),
    };
  });
}

function mlp(graph: GraphBuilder, x: Value, layers: readonly StackedLinear[]): Value {
  return layers.reduce((input, { weight, bias }, i) => {
    const output = graph.op('Add', [graph.op('MatMul', [input, weight]), bias]);
    return i < layers.length - 1 ? graph.op('Relu', [output]) : output;
  }, x);
}
