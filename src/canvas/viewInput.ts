import type { Point } from '#core/geometry/point.ts';
import { keepInSight, panBy, zoomTo } from '#core/geometry/viewport.ts';
import { setViewport } from '#store/sessionStore.ts';
import type { Stores } from '#store/stores.ts';

/** px that one line of a wheel stands for, as browsers scroll them. */
const pxPerLine = 33;

/** Zooms at the cursor; pinching on a touchpad comes as small steps of Ctrl + wheel. */
export function zoomView(element: HTMLElement, stores: Stores, event: WheelEvent): void {
  event.preventDefault();
  const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : pxPerLine;
  const factor = Math.exp(-event.deltaY * unit * (event.ctrlKey ? 0.01 : 0.0018));
  zoomViewAt(stores, screenPoint(element, event), factor);
}

/** Enlarges the view by a factor; what is at `at` stays there. */
export function zoomViewAt(stores: Stores, at: Point<'screen'>, factor: number): void {
  const { viewport, picture, canvasSize } = stores.session.getState();
  if (!picture) return;
  const next = zoomTo(viewport, at, viewport.scale * factor);
  setViewport(stores.session, keepInSight(next, picture.size, canvasSize));
}

/** Moves the picture along with the hand, screen px. */
export function moveView(stores: Stores, dx: number, dy: number): void {
  const { viewport, picture, canvasSize } = stores.session.getState();
  if (!picture) return;
  setViewport(stores.session, keepInSight(panBy(viewport, dx, dy), picture.size, canvasSize));
}

/** Where a mouse event lies on the canvas. */
export function screenPoint(element: HTMLElement, event: MouseEvent): Point<'screen'> {
  const { left, top } = element.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}
