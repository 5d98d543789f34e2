import type { Box } from '#core/geometry/box.ts';
import type { Rle } from '#core/mask/rle.ts';
import { traceRings } from '#core/polygon/traceRings.ts';

/** A mask over a picture. */
export interface DrawnMask {
  readonly mask: Rle;
  readonly color: string;
  readonly isDotted: boolean; // dotted ones have no fill
}

export interface DrawnObjects {
  readonly bitmap: ImageBitmap;
  readonly crop: Box<'image'>;
  readonly masks: readonly DrawnMask[]; // the last on top
}

/** Draws a part of a picture and outlines over it, as large as the canvas lets it be. */
export function drawObjects(
  context: CanvasRenderingContext2D,
  { bitmap, crop, masks }: DrawnObjects,
): void {
  const { width, height } = context.canvas;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, width, height);
  const scale = Math.min(width / crop.width, height / crop.height);
  const left = (width - crop.width * scale) / 2;
  const top = (height - crop.height * scale) / 2;
  context.save();
  context.beginPath();
  context.rect(left, top, crop.width * scale, crop.height * scale);
  context.clip();
  context.setTransform(scale, 0, 0, scale, left - crop.x * scale, top - crop.y * scale);
  context.imageSmoothingQuality = 'high';
  context.imageSmoothingEnabled = scale < 4; // beyond, pixels are what is looked at
  context.drawImage(bitmap, 0, 0);
  for (const each of masks) drawMask(context, each, window.devicePixelRatio / scale);
  context.restore();
}

/** @param px of the screen in px of the image */
function drawMask(
  context: CanvasRenderingContext2D,
  { mask, color, isDotted }: DrawnMask,
  px: number,
): void {
  const path = outlineOf(mask);
  if (!isDotted) {
    context.globalAlpha = 0.22;
    context.fillStyle = color;
    context.fill(path, 'evenodd');
    context.globalAlpha = 1;
  }
  context.lineJoin = 'round';
  context.setLineDash(isDotted ? [3 * px, 4 * px] : []);
  // a dark rim, so that the line is seen on any picture
  context.strokeStyle = '#000000a0';
  context.lineWidth = (isDotted ? 3.5 : 4) * px;
  context.stroke(path);
  context.strokeStyle = color;
  context.lineWidth = (isDotted ? 1.5 : 2) * px;
  context.stroke(path);
  context.setLineDash([]);
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
