import { clamp, clipBox, type Box } from './box.ts';
import type { Point } from './point.ts';
import type { Size } from './size.ts';

/** How the image lies on the canvas: screen = image × scale + offset. */
export interface Viewport {
  readonly scale: number; // screen px per image px, minScale…maxScale
  readonly offsetX: number; // screen px
  readonly offsetY: number; // screen px
}

export const minScale = 0.01;
export const maxScale = 64;
/** Free room around a fitted image, screen px. */
const fitMargin = 24;
/** How near to the edge of the canvas a place counts as hidden, share of its extent. */
const sightMargin = 0.12;

export function screenToImage(viewport: Viewport, point: Point<'screen'>): Point<'image'> {
  return {
    x: (point.x - viewport.offsetX) / viewport.scale,
    y: (point.y - viewport.offsetY) / viewport.scale,
  };
}

export function imageToScreen(viewport: Viewport, point: Point<'image'>): Point<'screen'> {
  return {
    x: point.x * viewport.scale + viewport.offsetX,
    y: point.y * viewport.scale + viewport.offsetY,
  };
}

/** Another scale, with the image point under `anchor` staying where it is. */
export function zoomTo(viewport: Viewport, anchor: Point<'screen'>, scale: number): Viewport {
  const fixed = screenToImage(viewport, anchor);
  const next = clamp(scale, minScale, maxScale);
  return {
    scale: next,
    offsetX: anchor.x - fixed.x * next,
    offsetY: anchor.y - fixed.y * next,
  };
}

/** Moved by whole screen distances. */
export function panBy(viewport: Viewport, dx: number, dy: number): Viewport {
  return { ...viewport, offsetX: viewport.offsetX + dx, offsetY: viewport.offsetY + dy };
}

/** The whole image, centred; small images are enlarged to at most 8 ×. */
export function fitViewport(image: Size, canvas: Size): Viewport {
  const width = Math.max(1, canvas.width - 2 * fitMargin);
  const height = Math.max(1, canvas.height - 2 * fitMargin);
  const scale = clamp(Math.min(width / image.width, height / image.height), minScale, 8);
  return centeredViewport(image, canvas, scale);
}

/** The image's middle in the canvas' middle, at a given scale. */
export function centeredViewport(image: Size, canvas: Size, scale: number): Viewport {
  return {
    scale,
    offsetX: (canvas.width - image.width * scale) / 2,
    offsetY: (canvas.height - image.height * scale) / 2,
  };
}

/** The part of the image that is on the canvas; null when nothing of it is. */
export function visibleBox(viewport: Viewport, image: Size, canvas: Size): Box<'image'> | null {
  const corner = screenToImage(viewport, { x: 0, y: 0 });
  const width = canvas.width / viewport.scale;
  const height = canvas.height / viewport.scale;
  const box = clipBox({ x: corner.x, y: corner.y, width, height }, image);
  return box.width > 0 && box.height > 0 ? box : null;
}

/** The viewport with at least a corner of the image inside the canvas, so that it cannot get lost. */
export function keepInSight(viewport: Viewport, image: Size, canvas: Size): Viewport {
  const margin = 48;
  const width = image.width * viewport.scale;
  const height = image.height * viewport.scale;
  return {
    scale: viewport.scale,
    offsetX: clamp(
      viewport.offsetX,
      margin - width,
      Math.max(margin - width, canvas.width - margin),
    ),
    offsetY: clamp(
      viewport.offsetY,
      margin - height,
      Math.max(margin - height, canvas.height - margin),
    ),
  };
}

/** The viewport moved, not scaled, so that a place lies in the middle; unmoved when it is well in sight. */
export function bringInSight(viewport: Viewport, place: Point<'image'>, canvas: Size): Viewport {
  const at = imageToScreen(viewport, place);
  const marginX = canvas.width * sightMargin;
  const marginY = canvas.height * sightMargin;
  const isInSight =
    at.x >= marginX &&
    at.x <= canvas.width - marginX &&
    at.y >= marginY &&
    at.y <= canvas.height - marginY;
  return isInSight ? viewport : panBy(viewport, canvas.width / 2 - at.x, canvas.height / 2 - at.y);
}
