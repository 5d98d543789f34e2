import type { NoteId } from '#core/annotation/ids.ts';
import { markDone, skipImage } from '#flows/review/imageStatus.ts';
import {
  acceptOpenImage,
  declineAccept,
  sendBackOpenImage,
  toggleReview,
} from '#flows/review/reviewMode.ts';
import { beginNote, removeNote, stepNote, toggleNote } from '#flows/review/reviewNotes.ts';
import type { Services } from '#flows/services.ts';
import { selectNote } from '#store/sessionStore.ts';
import type { Stores } from '#store/stores.ts';
import type { Command } from './command.ts';

/** What is said about an image as a whole: status, review, notes. Only where the image is seen. */
export const reviewCommands: readonly Command[] = [
  command('markDone', ['d'], { isEnabled: isLabelling, run: markDone }),
  command('skipImage', ['x'], { isEnabled: isLabelling, run: skipImage }),
  command('toggleReview', ['Shift+r'], { isEnabled: hasImages, run: toggleReview }),
  command('acceptImage', ['a'], { isEnabled: isReviewing, run: acceptOpenImage }),
  command('sendBackImage', ['j'], { isEnabled: isReviewing, run: sendBackOpenImage }),
  command('declineAccept', ['Escape'], {
    isEnabled: ({ session }) => session.getState().isAcceptAsked,
    run: declineAccept,
  }),
  command('noteOnImage', ['Shift+n'], {
    isEnabled: isImageOpen,
    run: (services) => beginNote(services, null),
  }),
  command('nextNote', ['.'], { isEnabled: hasNotes, run: (services) => stepNote(services, 1) }),
  command('previousNote', [','], {
    isEnabled: hasNotes,
    run: (services) => stepNote(services, -1),
  }),
  noteCommand('resolveNote', ['o'], toggleNote),
  noteCommand('deleteNote', ['Delete', 'Backspace'], removeNote),
  noteCommand('deselectNote', ['Escape'], ({ stores }) => selectNote(stores.session, null)),
];

/** Verdicts follow one another from image to image, so a held key gives one. */
function command(
  id: Command['id'],
  keys: readonly string[],
  { isEnabled, run }: Pick<Command, 'isEnabled' | 'run'>,
): Command {
  return {
    id,
    group: 'review',
    keys,
    isOncePerPress: true,
    isEnabled: (stores) => stores.session.getState().screen === 'workbench' && isEnabled(stores),
    run,
  };
}

/** A command on the selected note. */
function noteCommand(
  id: Command['id'],
  keys: readonly string[],
  run: (services: Services, noteId: NoteId) => void | Promise<void>,
): Command {
  return command(id, keys, {
    isEnabled: ({ session }) => session.getState().selectedNoteId !== null,
    run: (services) => {
      const { selectedNoteId } = services.stores.session.getState();
      return selectedNoteId ? run(services, selectedNoteId) : undefined;
    },
  });
}

function isImageOpen({ session }: Stores): boolean {
  return session.getState().openImageId !== null;
}

function isLabelling(stores: Stores): boolean {
  return isImageOpen(stores) && !stores.session.getState().isReviewing;
}

function isReviewing(stores: Stores): boolean {
  return isImageOpen(stores) && stores.session.getState().isReviewing;
}

function hasImages({ document }: Stores): boolean {
  return (document.getState().document?.images.size ?? 0) > 0;
}

function hasNotes({ session, document }: Stores): boolean {
  const { openImageId } = session.getState();
  const image = openImageId ? document.getState().document?.images.get(openImageId) : undefined;
  return (image?.notes.length ?? 0) > 0;
}
