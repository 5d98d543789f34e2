import type { Point } from '#core/geometry/point.ts';
import {
  bringInSight,
  centeredViewport,
  fitViewport,
  keepInSight,
  zoomTo,
} from '#core/geometry/viewport.ts';
import { setViewport } from '#store/sessionStore.ts';
import type { Services } from './services.ts';

/** Shows the whole image. */
export function fitView({ stores }: Services): void {
  const { picture, canvasSize } = stores.session.getState();
  if (picture) setViewport(stores.session, fitViewport(picture.size, canvasSize));
}

/** One image pixel on one screen pixel, the middle of the view staying where it is. */
export function showActualSize({ stores }: Services): void {
  const { picture, canvasSize, viewport } = stores.session.getState();
  if (!picture) return;
  const middle = { x: canvasSize.width / 2, y: canvasSize.height / 2 };
  const isSmall = picture.size.width < canvasSize.width && picture.size.height < canvasSize.height;
  const next = isSmall
    ? centeredViewport(picture.size, canvasSize, 1)
    : keepInSight(zoomTo(viewport, middle, 1), picture.size, canvasSize);
  setViewport(stores.session, next);
}

/** Enlarges around the middle of the view. */
export function zoomBy({ stores }: Services, factor: number): void {
  const { picture, canvasSize, viewport } = stores.session.getState();
  if (!picture) return;
  const middle = { x: canvasSize.width / 2, y: canvasSize.height / 2 };
  const next = zoomTo(viewport, middle, viewport.scale * factor);
  setViewport(stores.session, keepInSight(next, picture.size, canvasSize));
}

/** Moves the view so that a place of the image can be seen; it stays as it is when it already can. */
export function showPlace({ stores }: Services, place: Point<'image'>): void {
  const { picture, canvasSize, viewport } = stores.session.getState();
  if (!picture) return;
  const next = bringInSight(viewport, place, canvasSize);
  if (next !== viewport) {
    setViewport(stores.session, keepInSight(next, picture.size, canvasSize));
  }
}
