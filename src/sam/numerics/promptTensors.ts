import type { Point } from '#core/geometry/point.ts';
import type { Prompt } from '#core/prompt/prompt.ts';
import type { DecoderContract, ModelSpec } from '#sam/models/modelSpec.ts';
import { imageToModel, type ResizeGeometry } from './resizeGeometry.ts';

/** A prompt as the decoder reads it; n = points + (a box: 2 corners; no box: 1 padding point, if the model wants one). */
export interface PromptTensors {
  readonly pointCoords: Float32Array<ArrayBuffer>; // [1, n, 2], x y in model pixel indices
  readonly pointLabels: Float32Array<ArrayBuffer>; // [1, n]
}

/** Of SAM's own export. */
const pixelIndices: DecoderContract['coordinates'] = { offset: -0.5, scale: 1 };

/**
 * The decoder's two prompt inputs. The exported decoder adds 0.5 to every coordinate itself, so it
 * takes pixel indices: the only place where `· scale − 0.5` happens. To a model without boxes a box is
 * a click on its centre.
 * Source: segment_anything/utils/onnx.py and the padding rule of its ONNX example.
 */
export function promptTensorsOf(
  prompt: Prompt,
  geometry: ResizeGeometry,
  codes: ModelSpec['labelCodes'],
  { offset, scale } = pixelIndices,
): PromptTensors {
  const coords: number[] = [];
  const labels: number[] = [];
  function push(at: Point<'image'>, code: number): void {
    const model = imageToModel(geometry, at);
    coords.push((model.x + offset) * scale, (model.y + offset) * scale);
    labels.push(code);
  }
  for (const { at, label } of prompt.points) push(at, codes[label]);
  if (prompt.box) {
    const { x, y, width, height } = prompt.box;
    if (codes.boxTopLeft === null || codes.boxBottomRight === null) {
      push({ x: x + width / 2, y: y + height / 2 }, codes.foreground);
    } else {
      push({ x, y }, codes.boxTopLeft);
      push({ x: x + width, y: y + height }, codes.boxBottomRight);
    }
  } else if (codes.padding !== null) {
    coords.push(0, 0);
    labels.push(codes.padding);
  }
  return { pointCoords: Float32Array.from(coords), pointLabels: Float32Array.from(labels) };
}
