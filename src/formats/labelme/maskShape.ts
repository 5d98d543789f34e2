import { areaOfSize, type Size } from '#core/geometry/size.ts';
import { cropMask, placeCrop } from '#core/mask/cropMask.ts';
import { boundsOf } from '#core/mask/measures.ts';
import type { Rle } from '#core/mask/rle.ts';
import { fromBase64, toBase64 } from '../codecs/base64.ts';
import { decodePng, encodePng } from '../codecs/png.ts';

/** The geometry of a shape of type `mask`. */
export interface MaskShape {
  readonly points: readonly [readonly [number, number], readonly [number, number]];
  readonly mask: string;
}

/**
 * A mask as LabelMe has it: a PNG in Base64 of the pixels in its box, 1 for the object, and the first
 * and the last pixel of the box as corners. Source: labelme, `shape_type: "mask"`.
 */
export function maskShapeOf(mask: Rle): MaskShape {
  const { x, y, width, height } = boundsOf(mask);
  const { size, pixels } = cropMask(mask, { x, y, width, height });
  const png = encodePng({ size, channels: 1, data: pixels, palette: null });
  return {
    points: [
      [x, y],
      [x + width - 1, y + height - 1],
    ],
    mask: toBase64(png),
  };
}

/**
 * The mask of such a shape, everything but 0 being the object; null when the text is no PNG. Corners
 * between pixels are rounded, as labelme 7 does.
 *
 * @param corner the first point of the shape, image px
 */
export function readMaskShape(
  text: string,
  corner: { readonly x: number; readonly y: number },
  size: Size,
): { readonly mask: Rle; readonly cropSize: Size } | null {
  const bytes = fromBase64(text);
  if (!bytes || !isSizeInReach(bytes, size)) return null;
  const png = decodePng(bytes);
  if (!png) return null;
  const pixels = new Uint8Array(areaOfSize(png.size));
  for (let i = 0; i < pixels.length; i += 1) {
    // of grey with alpha, RGB and RGBA any channel but the alpha
    const colours = png.channels > 2 ? 3 : 1;
    for (let channel = 0; channel < colours; channel += 1) {
      if (png.data[i * png.channels + channel]) pixels[i] = 1;
    }
  }
  const at = { left: Math.round(corner.x), top: Math.round(corner.y) };
  return { mask: placeCrop({ size: png.size, pixels }, at, size), cropSize: png.size };
}

const headerEnd = 24; // of the width and height in a PNG

/** Whether the PNG says a size that a crop may have, so that no bomb is unpacked. */
function isSizeInReach(bytes: Uint8Array<ArrayBuffer>, { width, height }: Size): boolean {
  if (bytes.length < headerEnd) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerEnd);
  return view.getUint32(16) <= width + 1 && view.getUint32(20) <= height + 1;
}
