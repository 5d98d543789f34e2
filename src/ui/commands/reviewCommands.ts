import {
  ChevronsLeft,
  ChevronsRight,
  CircleCheck,
  CircleX,
  ClipboardCheck,
  MessageSquare,
  MessageSquareCheck,
  MessageSquareText,
  MessageSquareX,
  Reply,
  SkipForward,
  ThumbsUp,
} from 'lucide-react';
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
import { hasImages, isImageOpen } from './conditions.ts';

/** What is said about an image as a whole: status, review, notes. */
export const reviewCommands: readonly Command[] = [
  command('markDone', { icon: CircleCheck, keys: ['d'], isEnabled: isLabelling, run: markDone }),
  command('skipImage', { icon: SkipForward, keys: ['x'], isEnabled: isLabelling, run: skipImage }),
  command('toggleReview', {
    icon: ClipboardCheck,
    keys: ['Shift+r'],
    isEnabled: hasImages,
    run: toggleReview,
  }),
  command('acceptImage', {
    icon: ThumbsUp,
    keys: ['a'],
    isPassing: true,
    isEnabled: isReviewing,
    run: acceptOpenImage,
  }),
  command('sendBackImage', {
    icon: Reply,
    keys: ['j'],
    isPassing: true,
    isEnabled: isReviewing,
    run: sendBackOpenImage,
  }),
  command('declineAccept', {
    icon: CircleX,
    keys: ['Escape'],
    isPassing: true,
    isEnabled: ({ session }) => session.getState().isAcceptAsked,
    run: declineAccept,
  }),
  command('noteOnImage', {
    icon: MessageSquareText,
    keys: ['Shift+n'],
    isEnabled: isImageOpen,
    run: (services) => beginNote(services, null),
  }),
  command('nextNote', {
    icon: ChevronsRight,
    keys: ['.'],
    isPassing: true,
    isEnabled: hasNotes,
    run: (services) => stepNote(services, 1),
  }),
  command('previousNote', {
    icon: ChevronsLeft,
    keys: [','],
    isPassing: true,
    isEnabled: hasNotes,
    run: (services) => stepNote(services, -1),
  }),
  noteCommand('resolveNote', { icon: MessageSquareCheck, keys: ['o'], run: toggleNote }),
  noteCommand('deleteNote', {
    icon: MessageSquareX,
    keys: ['Delete', 'Backspace'],
    run: removeNote,
  }),
  noteCommand('deselectNote', {
    icon: MessageSquare,
    keys: ['Escape'],
    run: ({ stores }) => selectNote(stores.session, null),
  }),
];

/** Verdicts follow one another from image to image, so a held key gives one. */
function command(
  id: Command['id'],
  own: Pick<Command, 'icon' | 'keys' | 'isPassing' | 'isEnabled' | 'run'>,
): Command {
  return { id, group: 'review', isOncePerPress: true, ...own };
}

interface NoteCommand extends Pick<Command, 'icon' | 'keys'> {
  run(services: Services, noteId: NoteId): void | Promise<void>;
}

/** A command on the selected note. */
function noteCommand(id: Command['id'], { icon, keys, run }: NoteCommand): Command {
  return command(id, {
    icon,
    keys,
    isPassing: true,
    isEnabled: ({ session }) => session.getState().selectedNoteId !== null,
    run: (services) => {
      const { selectedNoteId } = services.stores.session.getState();
      return selectedNoteId ? run(services, selectedNoteId) : undefined;
    },
  });
}

function isLabelling(stores: Stores): boolean {
  return isImageOpen(stores) && !stores.session.getState().isReviewing;
}

function isReviewing(stores: Stores): boolean {
  return isImageOpen(stores) && stores.session.getState().isReviewing;
}

function hasNotes({ session, document }: Stores): boolean {
  const { openImageId } = session.getState();
  const image = openImageId ? document.getState().document?.images.get(openImageId) : undefined;
  return (image?.notes.length ?? 0) > 0;
}
