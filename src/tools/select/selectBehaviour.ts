import type { ToolBehaviour } from '../tool.ts';

/** A press selects the topmost object under it, or nothing. */
export const selectBehaviour: ToolBehaviour<null> = {
  initial: null,
  step(state, event, context) {
    if (event.type !== 'press') return { state, effects: [] };
    return { state, effects: [{ type: 'select', annotationId: context.annotationAt(event.at) }] };
  },
};
