import type { GraphBuilder, Value } from '../../onnx/graphBuilder.ts';
import type { Weights } from '../../onnx/weights.ts';
import type { Construction } from './encoderGraph.ts';

/** Applies a linear layer to tokens [tokens, inputs]. */
export type Linear = (tokens: Value) => Value;

/**
 * A linear layer of the precision that is under construction.
 *
 * @param weight [inputs, outputs]
 * @param bias [outputs]
 */
export function linearLayer(
  { graph, precision }: Construction,
  weight: Weights,
  bias: Weights,
): Linear {
  const shift = graph.exact(bias);
  switch (precision) {
    case 'float': {
      const factor = graph.half(weight);
      return (tokens) => graph.op('Add', [graph.op('MatMul', [tokens, factor]), shift]);
    }
    case 'int8': {
      const product = quantizedProduct(graph, weight);
      return (tokens) => graph.op('Add', [product(tokens), shift]);
    }
  }
}

/** Tokens are quantised as they come, weights per output: the form in which onnxruntime fuses the steps. */
function quantizedProduct(graph: GraphBuilder, weight: Weights): Linear {
  const { data, scales } = quantizeColumns(weight);
  const factor = graph.bytes(weight.dims, data);
  const columnScales = graph.constant([scales.length], scales);
  return (tokens) => {
    const [quantized = '', tokenScale = '', zeroPoint = ''] = graph.ops(
      'DynamicQuantizeLinear',
      [tokens],
      { outputCount: 3 },
    );
    const sums = graph.op('MatMulInteger', [quantized, factor, zeroPoint]);
    const scale = graph.op('Mul', [tokenScale, columnScales]);
    return graph.op('Mul', [graph.op('Cast', [sums], { to: floatElement }), scale]);
  };
}

const floatElement = 1; // TensorProto.DataType.FLOAT

/** Columns of a matrix as whole numbers from −127 to 127 times a scale of their own. */
function quantizeColumns({ dims, data }: Weights): {
  readonly data: Int8Array;
  readonly scales: Float32Array;
} {
  const columns = dims[1] ?? 1;
  const largest = new Float32Array(columns);
  for (const [i, weight] of data.entries()) {
    largest[i % columns] = Math.max(largest[i % columns] ?? 0, Math.abs(weight));
  }
  const scales = largest.map((magnitude) => (magnitude > 0 ? magnitude / 127 : 1));
  const rounded = Int8Array.from(data, (weight, i) =>
    Math.round(weight / (scales[i % columns] ?? 1)),
  );
  return { data: rounded, scales };
}
