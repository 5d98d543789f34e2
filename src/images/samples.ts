import type { Size } from '#core/geometry/size.ts';

/**
 * A picture as its file stores it, with what a browser's bitmap loses: row-major, channels of a pixel
 * side by side. 1 channel is grey, 2 grey and alpha, 3 colours, 4 colours and alpha; alpha is apart, colours
 * are not multiplied by it.
 */
export interface Samples {
  readonly size: Size;
  readonly channelCount: 1 | 2 | 3 | 4;
  readonly data: Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;
}

/** Whether the last channel is alpha. */
export function hasAlpha({ channelCount }: Pick<Samples, 'channelCount'>): boolean {
  return channelCount % 2 === 0;
}

/** Samples of the same kind, all 0. */
export function emptyLike(data: Samples['data'], length: number): Samples['data'] {
  return data instanceof Uint8Array ? new Uint8Array(length) : new Uint16Array(length);
}

/**
 * The picture as it is to be seen.
 *
 * @param orientation of EXIF and TIFF, 1 … 8: which sides the first row and the first column are
 */
export function turnedSamples(samples: Samples, orientation: number): Samples {
  if (orientation <= 1 || orientation > 8) return samples;
  const { size, channelCount, data } = samples;
  const isTransposed = orientation >= 5;
  const isMirroredX = [2, 3, 7, 8].includes(orientation);
  const isMirroredY = [3, 4, 6, 7].includes(orientation);
  const turned = emptyLike(data, data.length);
  const width = isTransposed ? size.height : size.width;
  const height = isTransposed ? size.width : size.height;
  let to = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [column, row] = isTransposed ? [y, x] : [x, y];
      const fromX = isMirroredX ? size.width - 1 - column : column;
      const fromY = isMirroredY ? size.height - 1 - row : row;
      const from = (fromY * size.width + fromX) * channelCount;
      for (let channel = 0; channel < channelCount; channel += 1) {
        turned[to] = data[from + channel] ?? 0;
        to += 1;
      }
    }
  }
  return { size: { width, height }, channelCount, data: turned };
}
