import type { GraphBuilder, Value } from '../../onnx/graphBuilder.ts';
import type { Construction } from './decoderGraph.ts';
import { gridSide, imageTokenCount, inputSide } from './dimensions.ts';

/** Positional encoding of the image tokens, [tokens, channels], row by row of the grid; a constant. */
export function imagePositions(construction: Construction): Value {
  const centres = Array.from({ length: imageTokenCount }, (_, token) => [
    unitCoord((token % gridSide) + 0.5, gridSide),
    unitCoord(Math.floor(token / gridSide) + 0.5, gridSide),
  ]);
  const { graph } = construction;
  return fourierFeatures(construction, graph.constant([imageTokenCount, 2], centres.flat()));
}

/** Positional encoding of pixel indices [points, 2], [points, channels]. The centre of a pixel is at + 0.5. */
export function pointPositions(construction: Construction, pixelIndices: Value): Value {
  const { graph } = construction;
  const scaled = graph.op('Mul', [pixelIndices, graph.constant([1], [2 / inputSide])]);
  const origin = graph.constant([1], [unitCoord(0.5, inputSide)]);
  return fourierFeatures(construction, graph.op('Add', [scaled, origin]));
}

/** [n, 2] in −1…1 → [n, channels]: sines and cosines of random directions (Tancik et al. 2020). */
function fourierFeatures({ graph, weights }: Construction, unitCoords: Value): Value {
  const directions = weights.named(
    'model.prompt_encoder.pe_layer.positional_encoding_gaussian_matrix',
  );
  const angles = graph.op('Mul', [
    graph.op('MatMul', [unitCoords, graph.exact(directions)]),
    graph.constant([1], [2 * Math.PI]),
  ]);
  return graph.op('Concat', [graph.op('Sin', [angles]), graph.op('Cos', [angles])], { axis: -1 });
}

function unitCoord(position: number, side: number): number {
  return (2 * position) / side - 1;
}

/** What the positions add to one projection of the image tokens, [outputs, tokens]; a constant. */
export function projectedPositions(graph: GraphBuilder, positions: Value, weight: Value): Value {
  return graph.op('Gemm', [weight, positions], { transA: 1, transB: 1 });
}
