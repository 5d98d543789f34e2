import type { Value } from '../../onnx/graphBuilder.ts';
import {
  applyLinear,
  type Construction,
  mergeHeads,
  splitHeads,
  transformerLinear,
} from './decoderGraph.ts';
import { selfHeadSize } from './dimensions.ts';

/** Attention among the prompt tokens; [tokens, channels] each, positions in `placed` only. */
export function selfAttention(
  construction: Construction,
  path: string,
  { placed, plain }: { readonly placed: Value; readonly plain: Value },
): Value {
  const { graph } = construction;
  const heads = (name: string, x: Value): Value => {
    const projected = applyLinear(graph, x, transformerLinear(construction, `${path}/${name}`));
    return splitHeads(graph, projected, selfHeadSize);
  };
  const queries = heads('q_proj', placed);
  const keys = graph.op('Transpose', [heads('k_proj', placed)], { perm: [0, 2, 1] });
  const scores = graph.op('Mul', [
    graph.op('MatMul', [queries, keys]),
    graph.constant([1], [1 / Math.sqrt(selfHeadSize)]),
  ]);
  const attention = graph.op('Softmax', [scores], { axis: -1 });
  const mixed = graph.op('MatMul', [attention, heads('v_proj', plain)]);
  const merged = mergeHeads(graph, mixed, selfHeadSize);
  return applyLinear(graph, merged, transformerLinear(construction, `${path}/out_proj`));
}
