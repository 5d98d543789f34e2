import type { Box } from '#core/geometry/box.ts';
import { decodeRle } from '#core/mask/codec.ts';
import type { Rle } from '#core/mask/rle.ts';
import type { ResizeGeometry } from './resizeGeometry.ts';

/** How sure a mask that nobody has logits of is taken to be, in logits. */
const certainty = 8;
/** Places looked at in each cell, along each side. */
const samplesPerSide = 4;

/** A mask that a prompt refines, with the logits it came from, if they are known. */
export interface MaskBefore {
  readonly mask: Rle; // at image resolution
  readonly lowResLogits: Float32Array<ArrayBuffer> | null;
  readonly logitsWindow: Box<'image'> | null; // the part of the image that the logits are about
}

/**
 * The decoder's mask input for a mask so far: its own logits where they are about the same part of the
 * image, else logits made from the mask.
 *
 * @param side of the logits, such as 256
 * @returns float32[side, side], row-major
 */
export function maskInputOf(
  { mask, lowResLogits, logitsWindow }: MaskBefore,
  geometry: ResizeGeometry,
  side: number,
): Float32Array<ArrayBuffer> {
  const isSame = logitsWindow !== null && isSameBox(logitsWindow, geometry.window);
  if (lowResLogits && isSame && lowResLogits.length === side * side) return lowResLogits;
  return logitsOfMask(mask, geometry, side);
}

/**
 * Logits that the mask could have come from: ± {@link certainty} inside and outside, in between along its
 * edge by the share of the cell that it covers.
 */
export function logitsOfMask(
  mask: Rle,
  { window, resizedSize, inputSide }: ResizeGeometry,
  side: number,
): Float32Array<ArrayBuffer> {
  const { size, pixels } = decodeRle(mask);
  const columns = samplePlaces(window.x, window.width, resizedSize.width, { inputSide, side });
  const rows = samplePlaces(window.y, window.height, resizedSize.height, { inputSide, side });
  const logits = new Float32Array(side * side);
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      let covered = 0;
      for (let i = row * samplesPerSide; i < (row + 1) * samplesPerSide; i += 1) {
        const y = rows[i] ?? -1;
        for (let j = column * samplesPerSide; j < (column + 1) * samplesPerSide; j += 1) {
          const x = columns[j] ?? -1;
          if (x >= 0 && y >= 0) covered += pixels[y * size.width + x] ?? 0;
        }
      }
      logits[row * side + column] = (2 * (covered / samplesPerSide ** 2) - 1) * certainty;
    }
  }
  return logits;
}

/** For each sample along one side of the logits the pixel of the image that holds it; −1 on the padding. */
function samplePlaces(
  start: number,
  length: number,
  resizedLength: number,
  { inputSide, side }: { readonly inputSide: number; readonly side: number },
): Int32Array {
  const places = new Int32Array(side * samplesPerSide);
  for (let sample = 0; sample < places.length; sample += 1) {
    const modelPx = ((sample + 0.5) * inputSide) / places.length;
    const offset = Math.floor((modelPx * length) / resizedLength);
    places[sample] = offset < length ? start + offset : -1;
  }
  return places;
}

function isSameBox(a: Box<'image'>, b: Box<'image'>): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
