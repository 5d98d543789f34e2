import { encodeMask } from '#core/mask/codec.ts';
import type { Rle } from '#core/mask/rle.ts';
import { traceRings } from '#core/polygon/traceRings.ts';
import type { ClickSeries } from './clickSeries.ts';
import type { GroundTruth } from './groundTruth.ts';

const longestSidePx = 480;

/** The photo, small, with the true outline (white), the last mask (blue) and the clicks; a JPEG. */
export async function drawNocPicture(
  photo: ImageBitmap,
  { size, truth }: GroundTruth,
  { mask, clicks }: ClickSeries,
): Promise<Blob> {
  const scale = longestSidePx / Math.max(size.width, size.height);
  const canvas = new OffscreenCanvas(size.width * scale, size.height * scale);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No canvas for a picture.');
  context.scale(scale, scale);
  context.drawImage(photo, 0, 0);
  if (mask) {
    context.fillStyle = '#228be688';
    context.fill(outlineOf(mask), 'evenodd');
  }
  context.strokeStyle = '#ffffff';
  context.lineWidth = 2 / scale;
  context.stroke(outlineOf(encodeMask({ size, pixels: truth })));
  for (const { column, row, label } of clicks) {
    context.fillStyle = label === 'foreground' ? '#40c057' : '#fa5252';
    context.beginPath();
    context.arc(column + 0.5, row + 0.5, 4 / scale, 0, 2 * Math.PI);
    context.fill();
  }
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
}

function outlineOf(mask: Rle): Path2D {
  const path = new Path2D();
  for (const { points } of traceRings(mask)) {
    path.moveTo(points[0] ?? 0, points[1] ?? 0);
    for (let i = 2; i < points.length; i += 2) path.lineTo(points[i] ?? 0, points[i + 1] ?? 0);
    path.closePath();
  }
  return path;
}
