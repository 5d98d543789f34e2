import type { NoteId } from '#core/annotation/ids.ts';
import type { ImageSummary } from '#core/project/project.ts';
import { markDone, skipImage } from '#flows/review/imageStatus.ts';
import {
  acceptOpenImage,
  declineAccept,
  sendBackOpenImage,
  toggleReview,
} from '#flows/review/reviewMode.ts';
import { beginNote, removeNote, stepNote, toggleNote } from '#flows/review/reviewNotes.ts';
import type { Services } from '#flows/services.ts';
import { selectNote, type SessionState } from '#store/sessionStore.ts';
import type { Stores } from '#store/stores.ts';
import type { Command, CommandId } from './command.ts';

/** What is said about an image as a whole: status, review, notes. */
export const reviewCommands: readonly Command[] = [
  statusCommand('markDone', ['d'], { isReview: false, run: markDone }),
  statusCommand('skipImage', ['x'], { isReview: false, run: skipImage }),
  {
    id: 'toggleReview',
    group: 'review',
    keys: ['Shift+r'],
    isEnabled: ({ document }) => (document.getState().document?.images.size ?? 0) > 0,
    run: toggleReview,
  },
  statusCommand('acceptImage', ['a'], { isReview: true, run: acceptOpenImage }),
  statusCommand('sendBackImage', ['j'], { isReview: true, run: sendBackOpenImage }),
  {
    id: 'declineAccept',
    group: 'review',
    keys: ['Escape'],
    isEnabled: ({ session }) => session.getState().isAcceptAsked,
    run: declineAccept,
  },
  {
    id: 'noteOnImage',
    group: 'review',
    keys: ['Shift+n'],
    isEnabled: ({ session }) => session.getState().openImageId !== null,
    run: (services) => beginNote(services, null),
  },
  {
    id: 'nextNote',
    group: 'review',
    keys: ['.'],
    isEnabled: hasNotes,
    run: (services) => stepNote(services, 1),
  },
  {
    id: 'previousNote',
    group: 'review',
    keys: [','],
    isEnabled: hasNotes,
    run: (services) => stepNote(services, -1),
  },
  noteCommand('resolveNote', ['o'], toggleNote),
  noteCommand('deleteNote', ['Delete', 'Backspace'], removeNote),
  noteCommand('deselectNote', ['Escape'], ({ stores }) => selectNote(stores.session, null)),
];

/** A command that settles the open image, while reviewing or while labelling. */
function statusCommand(
  id: CommandId,
  keys: readonly string[],
  { isReview, run }: { readonly isReview: boolean; readonly run: Command['run'] },
): Command {
  return {
    id,
    group: 'review',
    keys,
    isOncePerPress: true,
    isEnabled: ({ session }) => {
      const { openImageId, isReviewing }: SessionState = session.getState();
      return openImageId !== null && isReviewing === isReview;
    },
    run,
  };
}

/** A command on the selected note. */
function noteCommand(
  id: CommandId,
  keys: readonly string[],
  run: (services: Services, noteId: NoteId) => void | Promise<void>,
): Command {
  return {
    id,
    group: 'review',
    keys,
    isEnabled: ({ session }) => session.getState().selectedNoteId !== null,
    run: (services) => {
      const { selectedNoteId } = services.stores.session.getState();
      return selectedNoteId ? run(services, selectedNoteId) : undefined;
    },
  };
}

function hasNotes({ session, document }: Stores): boolean {
  const { openImageId } = session.getState();
  const image: ImageSummary | null | undefined =
    openImageId && document.getState().document?.images.get(openImageId);
  return (image?.notes.length ?? 0) > 0;
}
