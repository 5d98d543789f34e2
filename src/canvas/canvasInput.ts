import type { Point } from '#core/geometry/point.ts';
import { keepInSight, panBy, screenToImage, zoomTo } from '#core/geometry/viewport.ts';
import { setViewport } from '#store/sessionStore.ts';
import type { Stores } from '#store/stores.ts';
import type { ToolRunner } from '#tools/runner.ts';

/**
 * Turns pointer and wheel into canvas events and view movements. The pointer is captured, so that a drag
 * may leave the window.
 *
 * @returns takes all listeners off again
 */
export function listenToCanvas(
  element: HTMLElement,
  stores: Stores,
  runner: ToolRunner,
): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const hands = { isOver: false, isSpaceHeld: false, isPressed: false, pan: null as Pan | null };

  function press(event: PointerEvent): void {
    if (hands.isPressed || hands.pan) return;
    element.setPointerCapture(event.pointerId);
    if (event.button === 1 || (event.button === 0 && hands.isSpaceHeld)) {
      hands.pan = { x: event.clientX, y: event.clientY };
      showCursor(element, hands);
    } else if (event.button === 0 || event.button === 2) {
      hands.isPressed = true;
      const isBackground = event.altKey || event.button === 2;
      runner.handle({ type: 'press', at: imagePoint(element, stores, event), isBackground });
    }
    event.preventDefault();
    // preventDefault also keeps the focus where it was: take it from a text field
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }

  function move(event: PointerEvent): void {
    if (hands.pan) {
      moveView(stores, event.clientX - hands.pan.x, event.clientY - hands.pan.y);
      hands.pan = { x: event.clientX, y: event.clientY };
    } else if (hands.isPressed) {
      runner.handle({ type: 'move', at: imagePoint(element, stores, event) });
    }
  }

  function release(event: PointerEvent): void {
    if (hands.isPressed) {
      const at = imagePoint(element, stores, event);
      runner.handle(event.type === 'pointerup' ? { type: 'release', at } : { type: 'cancel' });
    }
    hands.isPressed = false;
    hands.pan = null;
    showCursor(element, hands);
  }

  function holdSpace(event: KeyboardEvent): void {
    if (event.code !== 'Space' || isTyping(event.target) || !hands.isOver) return;
    hands.isSpaceHeld = event.type === 'keydown';
    event.preventDefault();
    showCursor(element, hands);
  }

  element.addEventListener('pointerdown', press, { signal });
  element.addEventListener('pointermove', move, { signal });
  element.addEventListener('pointerup', release, { signal });
  element.addEventListener('pointercancel', release, { signal });
  element.addEventListener('pointerenter', () => void (hands.isOver = true), { signal });
  element.addEventListener('pointerleave', () => void (hands.isOver = hands.pan !== null), {
    signal,
  });
  element.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
  element.addEventListener('wheel', (event) => zoom(element, stores, event), {
    signal,
    passive: false,
  });
  window.addEventListener('keydown', holdSpace, { signal });
  window.addEventListener('keyup', holdSpace, { signal });
  window.addEventListener('blur', () => void (hands.isSpaceHeld = false), { signal });
  return () => controller.abort();
}

interface Pan {
  readonly x: number;
  readonly y: number;
}

function showCursor(
  element: HTMLElement,
  { isSpaceHeld, pan }: { readonly isSpaceHeld: boolean; readonly pan: Pan | null },
): void {
  element.dataset['hand'] = pan ? 'closed' : isSpaceHeld ? 'open' : '';
}

function zoom(element: HTMLElement, stores: Stores, event: WheelEvent): void {
  event.preventDefault();
  const { viewport, picture, canvasSize } = stores.session.getState();
  if (!picture) return;
  // lines and pages of a wheel in px, as browsers scroll them; pinching comes as small ctrl + wheel
  const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 33;
  const factor = Math.exp(-event.deltaY * unit * (event.ctrlKey ? 0.01 : 0.0018));
  const next = zoomTo(viewport, screenPoint(element, event), viewport.scale * factor);
  setViewport(stores.session, keepInSight(next, picture.size, canvasSize));
}

function moveView(stores: Stores, dx: number, dy: number): void {
  const { viewport, picture, canvasSize } = stores.session.getState();
  if (!picture) return;
  setViewport(stores.session, keepInSight(panBy(viewport, dx, dy), picture.size, canvasSize));
}

function imagePoint(element: HTMLElement, stores: Stores, event: MouseEvent): Point<'image'> {
  return screenToImage(stores.session.getState().viewport, screenPoint(element, event));
}

function screenPoint(element: HTMLElement, event: MouseEvent): Point<'screen'> {
  const { left, top } = element.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null
  );
}
