import { env, InferenceSession, Tensor } from 'onnxruntime-web';

const inputSide = 1024;

/**
 * What the exported encoder makes of a blank image, float32[1, 256, 64, 64].
 *
 * One thread of WebAssembly computes the same bits on every machine. Takes some seconds.
 */
export async function blankEmbedding(source: Uint8Array): Promise<Float32Array> {
  env.wasm.numThreads = 1;
  const session = await InferenceSession.create(source);
  try {
    const shape = [1, 3, inputSide, inputSide];
    const pixels = new Tensor('float32', new Float32Array(3 * inputSide ** 2), shape);
    const { output } = await session.run({ input: pixels });
    if (!(output?.data instanceof Float32Array)) throw new Error('the encoder gives no float32');
    return output.data;
  } finally {
    await session.release();
  }
}
