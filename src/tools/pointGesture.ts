import { boxContains, clamp } from '#core/geometry/box.ts';
import { distanceBetween, type Point } from '#core/geometry/point.ts';
import type { Size } from '#core/geometry/size.ts';
import { emptyPrompt, withoutPoint, withPoint, withPointMoved } from '#core/prompt/prompt.ts';
import type { CanvasEvent, Effect, ToolContext } from './tool.ts';

/** A prompt point in the hand. */
export interface PointGesture {
  readonly index: number;
  readonly from: Point<'image'>;
  /** Its move opens a step when it begins, and stays within that. */
  readonly hasStep: boolean;
}

interface Outcome {
  readonly gesture: PointGesture | null;
  readonly effects: readonly Effect[];
}

type PressEvent = Extract<CanvasEvent, { type: 'press' }>;

/** The prompt point under a position, the nearest one if several are in reach. */
export function pointAt({ prompt, reach }: ToolContext, at: Point<'image'>): number | null {
  const near = (prompt?.points ?? [])
    .map((point, index) => ({ index, distance: distanceBetween(point.at, at) }))
    .filter(({ distance }) => distance <= reach)
    .toSorted((a, b) => a.distance - b.distance)[0];
  return near?.index ?? null;
}

/** Press on a point: takes it in hand; as background press (Alt, right button): deletes it. */
export function pressPoint(index: number, event: PressEvent, context: ToolContext): Outcome {
  const prompt = context.prompt ?? emptyPrompt;
  if (event.isBackground) {
    const effect = {
      type: 'prompt',
      prompt: withoutPoint(prompt, index),
      move: 'restate',
    } as const;
    return { gesture: null, effects: [effect] };
  }
  return {
    gesture: { index, from: event.at, hasStep: false },
    effects: [{ type: 'selectPoint', index }],
  };
}

/** Press elsewhere on the image: a new point; outside the image nothing. */
export function addPoint(event: PressEvent, context: ToolContext): readonly Effect[] {
  if (!isOnImage(context.imageSize, event.at)) return [];
  const label = event.isBackground ? 'background' : 'foreground';
  const prompt = withPoint(context.prompt ?? emptyPrompt, { at: event.at, label });
  return [{ type: 'prompt', prompt, move: 'refine' }];
}

/** Moves the point in hand, within the image; small tremors of a click move nothing. */
export function dragPoint(
  gesture: PointGesture,
  to: Point<'image'>,
  context: ToolContext,
): Outcome {
  const { prompt, imageSize, reach } = context;
  const label = prompt?.points[gesture.index]?.label;
  if (!prompt || !label) return { gesture: null, effects: [] };
  const isMoving = gesture.hasStep || distanceBetween(gesture.from, to) > reach / 2;
  if (!isMoving) return { gesture, effects: [] };
  const next = withPointMoved(prompt, gesture.index, {
    x: clamp(to.x, 0, imageSize.width),
    y: clamp(to.y, 0, imageSize.height),
  });
  return {
    gesture: { ...gesture, hasStep: true },
    effects: [{ type: 'prompt', prompt: next, move: gesture.hasStep ? 'drag' : 'restate' }],
  };
}

/** Whether a position lies on the image, its rim included. */
export function isOnImage({ width, height }: Size, at: Point<'image'>): boolean {
  return boxContains({ x: 0, y: 0, width, height }, at);
}
