import type { ToolBehaviour } from '../tool.ts';

/** A press selects the pin under it, else the topmost object, else nothing. */
export const selectBehaviour: ToolBehaviour<null> = {
  initial: null,
  step(state, event, context) {
    if (event.type !== 'press') return { state, effects: [] };
    const noteId = context.noteAt(event.at);
    if (noteId) return { state, effects: [{ type: 'selectNote', noteId }] };
    const id = context.annotationAt(event.at);
    return { state, effects: [{ type: 'select', annotationIds: id ? [id] : [] }] };
  },
};
