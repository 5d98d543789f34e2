import { clamp } from '#core/geometry/box.ts';
import { distanceBetween, type Point } from '#core/geometry/point.ts';
import { spacedAlong } from '#core/geometry/polyline.ts';
import type { PointLabel, Prompt } from '#core/prompt/prompt.ts';
import type { CanvasEvent, Effect, ToolContext } from '../tool.ts';

const maxPointCount = 8;
/** Room between two points of a short stroke, in reaches; a long one has more. */
const spacingInReaches = 3;

/** A line that the hand draws; the press has set its first point already. */
export interface Stroke {
  readonly prompt: Prompt; // with the first point, the newest of the prompt
  readonly label: PointLabel;
  readonly path: readonly Point<'image'>[]; // on the image, at least one
  readonly hasLeft: boolean; // further than the reach: no tremor of a click
}

/** The stroke that may come of a press; null when the press set no point. */
export function beginStroke(
  { at, isBackground }: Extract<CanvasEvent, { type: 'press' }>,
  [effect]: readonly Effect[],
): Stroke | null {
  if (effect?.type !== 'prompt') return null;
  const label = isBackground ? 'background' : 'foreground';
  return { prompt: effect.prompt, label, path: [at], hasLeft: false };
}

/** The stroke up to another position, within the image; steps too small to matter are left out. */
export function drawStroke(
  stroke: Stroke,
  to: Point<'image'>,
  { imageSize, reach }: ToolContext,
): Stroke {
  const at = { x: clamp(to.x, 0, imageSize.width), y: clamp(to.y, 0, imageSize.height) };
  const [first = at] = stroke.path;
  const last = stroke.path.at(-1) ?? at;
  if (distanceBetween(last, at) < reach / 4) return stroke;
  const hasLeft = stroke.hasLeft || distanceBetween(first, at) > reach;
  return { ...stroke, path: [...stroke.path, at], hasLeft };
}

/**
 * The points along the stroke, in the step of its first one; nothing when it was a click, or when the
 * prompt is another one by now: accepted, taken back or dropped while the hand was drawing.
 */
export function endStroke(
  { prompt, label, path, hasLeft }: Stroke,
  context: ToolContext,
): readonly Effect[] {
  if (!hasLeft || context.prompt !== prompt) return [];
  const along = spacedAlong(path, context.reach * spacingInReaches, maxPointCount);
  const apart = farApart(along, context.reach);
  const points = [...prompt.points.slice(0, -1), ...apart.map((at) => ({ at, label }))];
  return [{ type: 'prompt', prompt: { ...prompt, points }, move: 'drag' }];
}

/** Without those that lie within reach of one before: a stroke may cross itself. */
function farApart(points: readonly Point<'image'>[], reach: number): readonly Point<'image'>[] {
  return points.reduce<readonly Point<'image'>[]>(
    (kept, each) =>
      kept.every((other) => distanceBetween(other, each) > reach) ? [...kept, each] : kept,
    [],
  );
}
