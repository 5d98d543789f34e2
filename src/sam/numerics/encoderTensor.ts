import type { Size } from '#core/geometry/size.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import { modelGeometryOf, wholePart } from './modelGeometry.ts';
import { resizeStrips } from './resample.ts';

/** An input of an encoder, before it is a tensor of the runtime. */
export interface EncoderTensor {
  readonly data: Float32Array<ArrayBuffer>;
  readonly dims: readonly number[];
}

/** The parts of a ModelSpec that say how an image is put in. */
export type EncoderInputSpec = Pick<ModelSpec, 'normalization'> & {
  readonly encoder: Pick<
    ModelSpec['encoder'],
    'blankMargin' | 'fit' | 'inputSide' | 'layout' | 'sizeStep'
  >;
};

/**
 * The encoder's input of one image: resized as the contract's `fit` says, normalised, zero at right and
 * bottom, planes or interleaved as its `layout` says.
 *
 * @param strips rows of RGBA from the top, 4 bytes per pixel, any number of whole rows in each; alpha is
 *   ignored: flatten transparent images before
 * @param longestSide model px that the longer side becomes; less costs less where `sizeStep` is given
 * Source: segment_anything `ResizeLongestSide.apply_image` (PIL bilinear) and `Sam.preprocess`;
 * transformers `Sam2ImageProcessor` for the stretched ones.
 */
export function encoderTensorOf(
  strips: Iterable<Uint8ClampedArray | Uint8Array>,
  size: Size,
  { encoder, normalization }: EncoderInputSpec,
  longestSide = encoder.inputSide,
): EncoderTensor {
  const part = { ...wholePart(size, encoder.inputSide), longestSide };
  const { resizedSize } = modelGeometryOf(encoder, part);
  const { pixels } = resizeStrips(strips, 4, size, resizedSize);
  const { width, height } = paddedSizeOf(encoder, resizedSize);
  const [pixelStep, channelStep] = encoder.layout === 'nchw' ? [1, width * height] : [3, 1];
  const data = new Float32Array(3 * width * height);
  for (let channel = 0; channel < 3; channel += 1) {
    const mean = normalization.mean[channel] ?? 0;
    const std = normalization.std[channel] ?? 1;
    for (let y = 0; y < resizedSize.height; y += 1) {
      let target = y * width * pixelStep + channel * channelStep;
      let source = y * resizedSize.width * 3 + channel;
      for (let x = 0; x < resizedSize.width; x += 1) {
        data[target] = ((pixels[source] ?? 0) - mean) / std;
        target += pixelStep;
        source += 3;
      }
    }
  }
  return { data, dims: dimsOf(encoder.layout, { width, height }) };
}

function paddedSizeOf(
  { sizeStep, blankMargin, inputSide }: EncoderInputSpec['encoder'],
  { width, height }: Size,
): Size {
  if (sizeStep === null) return { width: inputSide, height: inputSide };
  const padded = (side: number) =>
    Math.min(inputSide, Math.ceil((side + blankMargin) / sizeStep) * sizeStep);
  return { width: padded(width), height: padded(height) };
}

function dimsOf(
  layout: EncoderInputSpec['encoder']['layout'],
  { width, height }: Size,
): readonly number[] {
  switch (layout) {
    case 'nchw':
      return [1, 3, height, width];
    case 'nhwc':
      return [1, height, width, 3];
    case 'hwc':
      return [height, width, 3];
  }
}
