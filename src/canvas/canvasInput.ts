import type { Point } from '#core/geometry/point.ts';
import { screenToImage } from '#core/geometry/viewport.ts';
import { isDialogShown } from '#store/sessionStore.ts';
import type { Stores } from '#store/stores.ts';
import { setCursor } from '#store/viewStore.ts';
import type { ToolRunner } from '#tools/runner.ts';
import { plainHand, type Hand, type ToolKey } from '#tools/tool.ts';
import { createClickCounter, type ClickCounter } from './clickCounter.ts';
import { Fingers } from './fingers.ts';
import { moveView, screenPoint, zoomView, zoomViewAt } from './viewInput.ts';

/** What the hands hold at the moment. */
interface Hands {
  isOver: boolean;
  isSpaceHeld: boolean;
  pressedId: number | null; // the pointer that is on the tool
  readonly fingers: Fingers;
  pan: { readonly x: number; readonly y: number } | null; // last pointer position, client px
}

interface Canvas {
  readonly element: HTMLElement;
  readonly stores: Stores;
  readonly runner: ToolRunner;
  readonly hands: Hands;
  readonly clicks: ClickCounter;
}

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
  const hands: Hands = {
    isOver: false,
    isSpaceHeld: false,
    pressedId: null,
    fingers: new Fingers(),
    pan: null,
  };
  const canvas: Canvas = { element, stores, runner, hands, clicks: createClickCounter() };
  element.addEventListener('pointerdown', (event) => press(canvas, event), { signal });
  element.addEventListener('pointermove', (event) => move(canvas, event), { signal });
  element.addEventListener('pointerup', (event) => release(canvas, event), { signal });
  element.addEventListener('pointercancel', (event) => release(canvas, event), { signal });
  element.addEventListener('pointerenter', () => void (hands.isOver = true), { signal });
  element.addEventListener('pointerleave', () => leave(canvas), { signal });
  element.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
  const wheelOptions = { signal, passive: false };
  element.addEventListener('wheel', (event) => turnWheel(canvas, event), wheelOptions);
  // before the keys of commands
  window.addEventListener('keydown', (event) => offerKey(canvas, event), { signal, capture: true });
  window.addEventListener('keydown', (event) => holdSpace(canvas, event), { signal });
  window.addEventListener('keyup', (event) => holdSpace(canvas, event), { signal });
  window.addEventListener('blur', () => void (hands.isSpaceHeld = false), { signal });
  return () => controller.abort();
}

function press(canvas: Canvas, event: PointerEvent): void {
  const { element, hands, runner, clicks } = canvas;
  event.preventDefault();
  // preventDefault also keeps the focus where it was: take it from a text field
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  if (event.pointerType === 'pen') callOffPalm(canvas, event);
  if (event.pointerType === 'touch' && isForFingers(canvas, event)) return;
  if (hands.pressedId !== null || hands.pan) return;
  element.setPointerCapture(event.pointerId);
  if (event.button === 1 || (event.button === 0 && hands.isSpaceHeld)) {
    hands.pan = { x: event.clientX, y: event.clientY };
    runner.handle({ type: 'leave' });
    showHand(canvas);
  } else if (event.button === 0 || event.button === 2) {
    hands.pressedId = event.pointerId;
    const isBackground = event.altKey || event.button === 2;
    const at = imagePoint(canvas, event);
    const clickCount = clicks.countPress(event);
    runner.handle({ type: 'press', at, isBackground, hand: { ...handOf(event), clickCount } });
  }
}

/** Whether fingers move the view; what the first of them had begun on the tool is called off. */
function isForFingers({ element, hands, runner }: Canvas, event: PointerEvent): boolean {
  element.setPointerCapture(event.pointerId);
  const at = screenPoint(element, event);
  if (!hands.fingers.down(event.pointerId, at, event.timeStamp)) return false;
  if (hands.pressedId !== null) runner.handle({ type: 'cancel' });
  hands.pressedId = null;
  return true;
}

/** A hand that lay down before its pen has drawn nothing. */
function callOffPalm({ hands, runner }: Canvas, event: PointerEvent): void {
  hands.fingers.seePen(event.timeStamp);
  if (hands.pressedId === null || !hands.fingers.has(hands.pressedId)) return;
  runner.handle({ type: 'cancel' });
  hands.pressedId = null;
}

function move(canvas: Canvas, event: PointerEvent): void {
  const { element, hands, stores, runner } = canvas;
  if (event.pointerType === 'pen') hands.fingers.seePen(event.timeStamp);
  setCursor(stores.view, screenPoint(element, event));
  const moved = hands.fingers.move(event.pointerId, screenPoint(element, event));
  if (moved) {
    moveView(stores, moved.dx, moved.dy);
    zoomViewAt(stores, moved.at, moved.factor);
  } else if (hands.pan) {
    moveView(stores, event.clientX - hands.pan.x, event.clientY - hands.pan.y);
    hands.pan = { x: event.clientX, y: event.clientY };
  } else if (hands.pressedId === event.pointerId) {
    runner.handle({ type: 'move', at: imagePoint(canvas, event), hand: handOf(event) });
  } else if (hands.pressedId === null && event.buttons === 0 && event.pointerType !== 'touch') {
    runner.handle({ type: 'hover', at: imagePoint(canvas, event), hand: handOf(event) });
  }
}

/** A captured pointer is still the canvas' own. */
function leave({ hands, runner, stores }: Canvas): void {
  hands.isOver = false;
  setCursor(stores.view, null);
  if (hands.pressedId === null && !hands.pan) runner.handle({ type: 'leave' });
}

function release(canvas: Canvas, event: PointerEvent): void {
  const { hands, runner } = canvas;
  if (hands.fingers.up(event.pointerId)) return;
  if (hands.pressedId !== null && hands.pressedId !== event.pointerId) return;
  if (hands.pressedId !== null) {
    const at = imagePoint(canvas, event);
    const hand = handOf(event);
    runner.handle(event.type === 'pointerup' ? { type: 'release', at, hand } : { type: 'cancel' });
  }
  hands.pressedId = null;
  hands.pan = null;
  showHand(canvas);
}

const toolKeys: readonly string[] = [
  'Enter',
  'Escape',
  'Backspace',
  'Delete',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
];

/** A tool at work has the first word on some keys. */
function offerKey({ runner, stores }: Canvas, event: KeyboardEvent): void {
  const key = toolKeyOf(event);
  if (key === null || isElsewhere(event.target)) return;
  if (isDialogShown(stores.session.getState())) return;
  if (!runner.key(key, { ...plainHand, ...modifiersOf(event) })) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

function toolKeyOf(event: KeyboardEvent): ToolKey | null {
  const { key, ctrlKey, metaKey, shiftKey } = event;
  if ((ctrlKey || metaKey) && !shiftKey && key.toLowerCase() === 'z') return 'Undo';
  return isToolKey(key) ? key : null;
}

function isToolKey(key: string): key is ToolKey {
  return toolKeys.includes(key);
}

/** Fields, lists, menus, dialogs and buttons have a use of their own for these keys. */
function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return true;
  return (
    target.closest(
      'input, textarea, select, button, a, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"], [role="grid"], [role="slider"]',
    ) !== null
  );
}

/** With Alt the wheel turns the size of the tool, otherwise it zooms. */
function turnWheel({ element, stores, runner }: Canvas, event: WheelEvent): void {
  if (event.altKey && event.deltaY !== 0 && runner.turn(-Math.sign(event.deltaY))) {
    event.preventDefault();
    return;
  }
  zoomView(element, stores, event);
}

function handOf(event: PointerEvent): Hand {
  const { pressure, pointerType } = event;
  const pointer = pointerType === 'pen' || pointerType === 'touch' ? pointerType : 'mouse';
  return {
    ...modifiersOf(event),
    pressure: pointer === 'pen' && Number.isFinite(pressure) ? pressure : plainHand.pressure,
    pointer,
    clickCount: 1,
  };
}

function modifiersOf(
  event: MouseEvent | KeyboardEvent,
): Pick<Hand, 'isShift' | 'isAlt' | 'isControl'> {
  const { shiftKey, altKey, ctrlKey, metaKey } = event;
  return { isShift: shiftKey, isAlt: altKey, isControl: ctrlKey || metaKey };
}

function holdSpace(canvas: Canvas, event: KeyboardEvent): void {
  if (event.code !== 'Space' || isTyping(event.target) || !canvas.hands.isOver) return;
  canvas.hands.isSpaceHeld = event.type === 'keydown';
  event.preventDefault();
  showHand(canvas);
}

function showHand({ element, hands: { pan, isSpaceHeld } }: Canvas): void {
  element.dataset['hand'] = pan ? 'closed' : isSpaceHeld ? 'open' : '';
}

function imagePoint({ element, stores }: Canvas, event: MouseEvent): Point<'image'> {
  return screenToImage(stores.session.getState().viewport, screenPoint(element, event));
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, [contenteditable]') !== null;
}
