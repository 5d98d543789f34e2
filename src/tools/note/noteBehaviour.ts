import { isOnImage } from '../pointGesture.ts';
import type { ToolBehaviour } from '../tool.ts';

/** A press on a pin selects its note, one beside it begins a new note there. */
export const noteBehaviour: ToolBehaviour<null> = {
  initial: null,
  step(state, event, context) {
    if (event.type !== 'press') return { state, effects: [] };
    const noteId = context.noteAt(event.at);
    if (noteId) return { state, effects: [{ type: 'selectNote', noteId }] };
    if (!isOnImage(context.imageSize, event.at)) return { state, effects: [] };
    return { state, effects: [{ type: 'note', at: event.at }] };
  },
};
