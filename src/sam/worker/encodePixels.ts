import type * as ort from 'onnxruntime-web/wasm';
import { invariant } from '#core/failure.ts';
import type { Size } from '#core/geometry/size.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import { encoderTensorOf } from '#sam/numerics/encoderTensor.ts';
import { narrowToFloat16 } from '#sam/numerics/float16.ts';
import { tensorOf } from './runtime.ts';

/** A picture as the encoder takes it, see {@link encoderTensorOf}. */
export interface PixelStrips {
  readonly size: Size; // px
  readonly strips: Iterable<Uint8ClampedArray | Uint8Array>;
}

/** What the encoder makes of pixels: the tensors of the spec, in its order, as the runtime gives them. */
export async function runEncoder(
  session: ort.InferenceSession,
  { strips, size }: PixelStrips,
  spec: ModelSpec,
  longestSide = spec.encoder.inputSide,
): Promise<readonly ort.Tensor[]> {
  const input = encoderTensorOf(strips, size, spec, longestSide);
  const outputs = await session.run({
    [spec.encoder.inputName]: tensorOf('float32', input.data, input.dims),
  });
  return spec.encoder.tensors.map(({ outputName }) => {
    const output = outputs[outputName];
    invariant(
      output?.data instanceof Float32Array,
      `the encoder answers with float32 ${outputName}`,
    );
    return output;
  });
}

/** The tensors of an encoder as they are kept. */
export function narrowTensors(tensors: readonly ort.Tensor[]): readonly Uint16Array<ArrayBuffer>[] {
  return tensors.map(({ data }) => {
    invariant(data instanceof Float32Array, 'runEncoder gives float32');
    return narrowToFloat16(data);
  });
}
