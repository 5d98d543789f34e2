import type { Value } from '../../onnx/graphBuilder.ts';
import { type Construction, reshaped } from './decoderGraph.ts';
import { channelCount, outputTokenCount } from './dimensions.ts';
import { pointPositions } from './positions.ts';

/**
 * Tokens of a prompt, [5 + n, channels]: the learned output tokens, then one per point.
 *
 * @param coords float32[1, n, 2], pixel indices in the padded image
 * @param labels float32[1, n]: −1 padding, 0 background, 1 foreground, 2 and 3 box corners
 */
export function promptTokens(construction: Construction, coords: Value, labels: Value): Value {
  const { graph, weights } = construction;
  const outputTokens = reshaped(weights.named('onnx::Expand_1921'), [
    outputTokenCount,
    channelCount,
  ]);
  const positions = pointPositions(
    construction,
    graph.op('Reshape', [coords, graph.integers([-1, 2])]),
  );
  const rows = graph.op('Add', [
    graph.op('Reshape', [labels, graph.integers([-1, 1])]),
    graph.constant([1], [1]),
  ]);
  const isPoint = graph.op('Min', [rows, graph.constant([1], [1])]); // 0 for padding, which is nowhere
  const kinds = graph.op('Gather', [
    labelEmbeddings(construction),
    graph.op('Cast', [graph.op('Reshape', [rows, graph.integers([-1])])], { to: int32Element }),
  ]);
  const points = graph.op('Add', [graph.op('Mul', [positions, isPoint]), kinds]);
  return graph.op('Concat', [graph.exact(outputTokens), points], { axis: 0 });
}

const int32Element = 6; // TensorProto.DataType.INT32: int64 would leave the GPU

/** One row per label, from −1 on. */
function labelEmbeddings({ graph, weights }: Construction): Value {
  const names = ['not_a_point_embed', ...[0, 1, 2, 3].map((label) => `point_embeddings.${label}`)];
  const rows = names.map((name) => weights.named(`model.prompt_encoder.${name}.weight`));
  const data = rows.flatMap((row) => [...row.data]);
  return graph.constant([rows.length, channelCount], data);
}
