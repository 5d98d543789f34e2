import { isEmptyMask } from '#core/mask/measures.ts';
import { isCrossing } from '#core/polygon/crossings.ts';
import { isSound, type Polygon } from '#core/polygon/polygon.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import type { VertexRef } from '#core/polygon/vertices.ts';
import type { Refusal, ToolContext, ToolStep } from '../tool.ts';
import type { VerticesState } from './vertexState.ts';

/**
 * Ends the gesture with new rings for the object, or with a word why they cannot be: then it is as it was.
 * Rings that cross already, as some imported ones do, may go on crossing.
 */
export function commitRings(
  state: VerticesState,
  polygon: Polygon,
  chosen: readonly VertexRef[],
  { imageSize }: ToolContext,
): ToolStep<VerticesState> {
  const { edited } = state;
  if (!edited) return { state, effects: [] };
  if (!isSound(polygon, imageSize)) return refuse(state, 'nothingLeft');
  if (isCrossing(polygon) && !isCrossing(edited.polygon)) return refuse(state, 'crossing');
  const mask = rasterizePolygon(polygon, imageSize);
  if (isEmptyMask(mask)) return refuse(state, 'nothingLeft');
  const onTheWay = [...edited.onTheWay, polygon];
  return {
    state: {
      edited: { ...edited, polygon, onTheWay },
      chosen,
      hovered: null,
      gesture: null,
    },
    effects: [{ type: 'reshape', reshaped: { annotationId: edited.seen.id, polygon, mask } }],
  };
}

/** Ends the gesture with a word; the rings stay. */
export function refuse(state: VerticesState, about: Refusal): ToolStep<VerticesState> {
  return { state: { ...state, gesture: null }, effects: [{ type: 'tell', about }] };
}
