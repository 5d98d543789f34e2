import type { Point } from '#core/geometry/point.ts';
import type { Effect, ToolContext } from './tool.ts';

/**
 * For gestures that take something away: when nothing is selected, the object under the first press is
 * the one that is meant.
 */
export function selectUnder(
  at: Point<'image'>,
  { selected, annotationAt }: ToolContext,
): readonly Effect[] {
  const id = selected.length === 0 ? annotationAt(at) : null;
  return id ? [{ type: 'select', annotationIds: [id] }] : [];
}
