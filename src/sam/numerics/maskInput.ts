import type { Box } from '#core/geometry/box.ts';
import { visitColumnSpans } from '#core/mask/columnSpans.ts';
import type { Rle } from '#core/mask/rle.ts';
import type { ResizeGeometry } from './resizeGeometry.ts';

/** How sure a mask that nobody has logits of is taken to be, in logits. */
const certainty = 8;
/** Places looked at in each cell, along each side. */
const samplesPerSide = 4;
const beyond = 0x7fffffff;

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
  const columns = samplePlaces(window.x, window.width, resizedSize.width, { inputSide, side });
  const rows = samplePlaces(window.y, window.height, resizedSize.height, { inputSide, side });
  const covered = new Float32Array(side * side);
  const visitRows = (column: number, top: number, bottom: number) => {
    const end = firstAtOrAfter(rows, bottom);
    for (let i = firstAtOrAfter(rows, top); i < end; i += 1) {
      const at = Math.floor(i / samplesPerSide) * side + column;
      covered[at] = (covered[at] ?? 0) + 1;
    }
  };
  let next = 0; // sample among the columns; those of one image column lie beside each other
  visitColumnSpans(mask, (x, top, bottom) => {
    while (next < columns.length && (columns[next] ?? 0) < x) next += 1;
    for (let j = next; columns[j] === x; j += 1)
      visitRows(Math.floor(j / samplesPerSide), top, bottom);
  });
  return covered.map((count) => (2 * (count / samplesPerSide ** 2) - 1) * certainty);
}

/** The first of the ascending places that is at least `place`; their number if there is none. */
function firstAtOrAfter(places: Int32Array, place: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * For each sample along one side of the logits the pixel of the image that holds it, ascending; beyond any image on
 * the padding.
 */
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
    places[sample] = offset < length ? start + offset : beyond;
  }
  return places;
}

function isSameBox(a: Box<'image'>, b: Box<'image'>): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
