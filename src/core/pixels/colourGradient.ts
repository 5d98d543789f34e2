import type { Size } from '../geometry/size.ts';
import type { PixelWindow } from './pixelWindow.ts';

/**
 * How steeply the colour changes at each corner of the window's pixels: (width + 1) × (height + 1),
 * row-major. Corners, because that is where outlines of masks run, up to the very rim of the image.
 */
export interface ColourGradient {
  readonly size: Size; // of the grid of corners
  readonly steepness: Float32Array; // levels per px, ≥ 0
  readonly normals: Uint8Array; // direction of the steepest change, see `normalCount`
}

/** Directions are told apart to this fraction of a half turn; bin k stands for k · π / normalCount. */
export const normalCount = 32;

/**
 * Of the smoothed picture, all colours together: the square root of the larger eigenvalue of the sum of
 * the channels' structure tensors, and that eigenvector. Cost: 512 × 512 in about 15 ms.
 * Source: Di Zenzo 1986, "A note on the gradient of a multi-image".
 */
export function colourGradient(window: PixelWindow): ColourGradient {
  const size = { width: window.size.width + 1, height: window.size.height + 1 };
  const count = size.width * size.height;
  const tensor = {
    xx: new Float32Array(count),
    xy: new Float32Array(count),
    yy: new Float32Array(count),
  };
  for (const channel of [0, 1, 2]) addTensor(tensor, smoothedChannel(window, channel), size);
  const steepness = new Float32Array(count);
  const normals = new Uint8Array(count);
  for (let i = 0; i < count; i += 1) {
    const xx = tensor.xx[i] ?? 0;
    const yy = tensor.yy[i] ?? 0;
    const xy = tensor.xy[i] ?? 0;
    const spread = Math.sqrt((xx - yy) * (xx - yy) + 4 * xy * xy);
    steepness[i] = Math.sqrt((xx + yy + spread) / 2);
    const halfTurns = Math.atan2(2 * xy, xx - yy) / (2 * Math.PI) + 1;
    normals[i] = Math.round(halfTurns * normalCount) % normalCount;
  }
  return { size, steepness, normals };
}

interface Tensor {
  readonly xx: Float32Array;
  readonly xy: Float32Array;
  readonly yy: Float32Array;
}

/** Adds the products of one channel's slopes at each corner; beyond the rim its pixels go on. */
function addTensor({ xx, xy, yy }: Tensor, plane: Float32Array, size: Size): void {
  const { width, height } = size;
  const stride = width - 1;
  let i = 0;
  for (let y = 0; y < height; y += 1) {
    const above = Math.max(0, y - 1) * stride;
    const below = Math.min(height - 2, y) * stride;
    for (let x = 0; x < width; x += 1) {
      const left = Math.max(0, x - 1);
      const right = Math.min(stride - 1, x);
      const falling = (plane[below + right] ?? 0) - (plane[above + left] ?? 0);
      const rising = (plane[above + right] ?? 0) - (plane[below + left] ?? 0);
      const dx = (falling + rising) / 2;
      const dy = (falling - rising) / 2;
      xx[i] = (xx[i] ?? 0) + dx * dx;
      xy[i] = (xy[i] ?? 0) + dx * dy;
      yy[i] = (yy[i] ?? 0) + dy * dy;
      i += 1;
    }
  }
}

/** One channel under the binomial filter 1 2 1 in both directions, beyond the rim its pixels go on. */
function smoothedChannel({ size, rgba }: PixelWindow, channel: number): Float32Array {
  const { width, height } = size;
  const across = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const start = y * width;
    for (let x = 0; x < width; x += 1) {
      const left = rgba[(start + Math.max(0, x - 1)) * 4 + channel] ?? 0;
      const right = rgba[(start + Math.min(width - 1, x + 1)) * 4 + channel] ?? 0;
      across[start + x] = left + 2 * (rgba[(start + x) * 4 + channel] ?? 0) + right;
    }
  }
  const smooth = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const above = Math.max(0, y - 1) * width;
    const below = Math.min(height - 1, y + 1) * width;
    for (let x = 0; x < width; x += 1) {
      const middle = across[y * width + x] ?? 0;
      smooth[y * width + x] =
        ((across[above + x] ?? 0) + 2 * middle + (across[below + x] ?? 0)) / 16;
    }
  }
  return smooth;
}
