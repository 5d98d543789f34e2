import { addPoint, dragPoint, pointAt, pressPoint, type PointGesture } from '../pointGesture.ts';
import type { ToolBehaviour } from '../tool.ts';

/** The point in hand, or null between gestures. */
export type PointState = PointGesture | null;

/** A click adds a point to the prompt, a drag moves one, a background click on one deletes it. */
export const pointBehaviour: ToolBehaviour<PointState> = {
  initial: null,
  step(state, event, context) {
    switch (event.type) {
      case 'press': {
        const index = pointAt(context, event.at);
        const { gesture, effects } =
          index === null ? addPoint(event, context) : pressPoint(index, event, context);
        return { state: gesture, effects };
      }
      case 'move': {
        if (!state) return { state, effects: [] };
        const { gesture, effects } = dragPoint(state, event.at, context);
        return { state: gesture, effects };
      }
      case 'release':
      case 'cancel':
        return { state: null, effects: [] };
    }
  },
};
