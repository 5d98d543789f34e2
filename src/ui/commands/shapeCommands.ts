import {
  ArrowDownToLine,
  ArrowUpToLine,
  Blend,
  BoxSelect,
  BringToFront,
  ClipboardPaste,
  Copy,
  CopyPlus,
  Eye,
  EyeOff,
  Focus,
  Group,
  Images,
  Lock,
  PaintBucket,
  Scaling,
  Scissors,
  SendToBack,
  Sparkle,
  SquareSplitHorizontal,
  SquaresExclude,
  SquaresIntersect,
  SquaresSubtract,
  SquaresUnite,
  UnfoldHorizontal,
  Ungroup,
  Waves,
} from 'lucide-react';
import type { MaskRule } from '#core/mask/combine.ts';
import type { OrderMove } from '#core/project/objectOrder.ts';
import { combineObjects, splitObjects } from '#flows/objects/combineObjects.ts';
import {
  copyObjects,
  cutObjects,
  duplicateObjects,
  pasteObjects,
} from '#flows/objects/copyObjects.ts';
import { groupObjects, ungroupObjects } from '#flows/objects/groupObjects.ts';
import { orderObjects } from '#flows/objects/orderObjects.ts';
import {
  hideOthers,
  selectAllObjects,
  showAllObjects,
  toggleIsolation,
  toggleLock,
} from '#flows/objects/showObjects.ts';
import { setTidyKind, type TidyKind } from '#store/objectsStore.ts';
import { showDialog, type DialogName } from '#store/sessionStore.ts';
import type { Stores } from '#store/stores.ts';
import type { Command, CommandIcon, CommandId } from './command.ts';
import { hasProject, hasSelectedObject } from './conditions.ts';

/** What is done with the selected objects, and with all of the image. */
export const shapeCommands: readonly Command[] = [
  command(
    { id: 'selectAllObjects', icon: BoxSelect, keys: ['$mod+a'] },
    hasObjects,
    selectAllObjects,
  ),
  combine('uniteObjects', SquaresUnite, 'Shift+u', 'union'),
  combine('subtractObjects', SquaresSubtract, 'Shift+e', 'difference'),
  combine('intersectObjects', SquaresIntersect, 'Shift+i', 'intersection'),
  combine('xorObjects', SquaresExclude, 'Shift+x', 'xor'),
  selected('splitObjects', SquareSplitHorizontal, 'Shift+s', splitObjects),
  command({ id: 'groupObjects', icon: Group, keys: ['$mod+g'] }, hasSeveral, groupObjects),
  selected('ungroupObjects', Ungroup, '$mod+Shift+g', ungroupObjects),
  tidy('fillHoles', PaintBucket, 'Shift+o', 'fillHoles'),
  tidy('dropSpecks', Sparkle, 'Shift+k', 'dropSpecks'),
  tidy('smoothObjects', Waves, 'Shift+m', 'smooth'),
  tidy('growObjects', Scaling, 'Shift+g', 'grow'),
  selected('duplicateObjects', CopyPlus, '$mod+d', duplicateObjects),
  selected('copyObjects', Copy, '$mod+c', copyObjects),
  selected('cutObjects', Scissors, '$mod+x', cutObjects),
  command({ id: 'pasteObjects', icon: ClipboardPaste, keys: ['$mod+v'] }, canPaste, pasteObjects),
  selected('propagateObjects', Images, '$mod+Shift+v', opening('propagate')),
  order('bringForward', BringToFront, '$mod+ArrowUp', 'forward'),
  order('sendBackward', SendToBack, '$mod+ArrowDown', 'backward'),
  order('bringToFront', ArrowUpToLine, '$mod+Shift+ArrowUp', 'front'),
  order('sendToBack', ArrowDownToLine, '$mod+Shift+ArrowDown', 'back'),
  selected('lockObjects', Lock, 'Shift+l', toggleLock),
  command({ id: 'isolateObjects', icon: Focus, keys: ['i'] }, canIsolate, toggleIsolation),
  selected('hideOthers', EyeOff, 'Alt+h', hideOthers),
  command({ id: 'showAllObjects', icon: Eye, keys: ['Shift+a'] }, hasObjects, showAllObjects),
  command(
    { id: 'closeGaps', icon: UnfoldHorizontal, keys: ['Shift+b'] },
    hasObjects,
    opening('closeGaps'),
  ),
  command({ id: 'overlapPolicy', icon: Blend, keys: [] }, hasProject, opening('overlapPolicy')),
];

type Run = Command['run'];

interface Entry {
  readonly id: CommandId;
  readonly icon: CommandIcon;
  readonly keys: readonly string[];
}

function command({ id, icon, keys }: Entry, isEnabled: Command['isEnabled'], run: Run): Command {
  return { id, icon, keys, group: 'shapes', isOncePerPress: true, isPassing: true, isEnabled, run };
}

function selected(id: CommandId, icon: CommandIcon, key: string, run: Run): Command {
  return command({ id, icon, keys: [key] }, hasSelectedObject, run);
}

function combine(id: CommandId, icon: CommandIcon, key: string, rule: MaskRule): Command {
  return command({ id, icon, keys: [key] }, hasSeveral, (services) =>
    combineObjects(services, rule),
  );
}

function order(id: CommandId, icon: CommandIcon, key: string, move: OrderMove): Command {
  return selected(id, icon, key, (services) => orderObjects(services, move));
}

function tidy(id: CommandId, icon: CommandIcon, key: string, kind: TidyKind): Command {
  return selected(id, icon, key, ({ stores }) => {
    setTidyKind(stores.objects, kind);
    showDialog(stores.session, 'tidyMasks');
  });
}

function opening(dialog: DialogName): Run {
  return ({ stores }) => showDialog(stores.session, dialog);
}

function hasSeveral({ session }: Stores): boolean {
  return session.getState().selectedIds.length > 1;
}

function canIsolate({ session, objects }: Stores): boolean {
  const { selectedIds, openImageId } = session.getState();
  const { isolated } = objects.getState();
  return selectedIds.length > 0 || (isolated !== null && isolated.imageId === openImageId);
}

function canPaste({ session, objects }: Stores): boolean {
  return objects.getState().copied !== null && session.getState().openImageId !== null;
}

function hasObjects({ session, document }: Stores): boolean {
  const { openImageId } = session.getState();
  const open = openImageId && document.getState().document?.annotations.get(openImageId);
  return open ? open.size > 0 : false;
}
