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
import type { Services } from '#flows/services.ts';
import { setTidyKind, type TidyKind } from '#store/objectsStore.ts';
import { showDialog, type DialogName } from '#store/sessionStore.ts';
import type { Stores } from '#store/stores.ts';
import type { Command, CommandId } from './command.ts';

/** What is done with the selected objects, and with all of the image. */
export const shapeCommands: readonly Command[] = [
  command('selectAllObjects', ['$mod+a'], hasObjects, selectAllObjects),
  combine('uniteObjects', 'Shift+u', 'union'),
  combine('subtractObjects', 'Shift+d', 'difference'),
  combine('intersectObjects', 'Shift+i', 'intersection'),
  combine('xorObjects', 'Shift+x', 'xor'),
  selected('splitObjects', 'Shift+s', splitObjects),
  command('groupObjects', ['$mod+g'], hasSeveral, groupObjects),
  selected('ungroupObjects', '$mod+Shift+g', ungroupObjects),
  tidy('fillHoles', 'Shift+o', 'fillHoles'),
  tidy('dropSpecks', 'Shift+k', 'dropSpecks'),
  tidy('smoothObjects', 'Shift+m', 'smooth'),
  tidy('growObjects', 'Shift+g', 'grow'),
  selected('duplicateObjects', '$mod+d', duplicateObjects),
  selected('copyObjects', '$mod+c', copyObjects),
  selected('cutObjects', '$mod+x', cutObjects),
  command('pasteObjects', ['$mod+v'], canPaste, pasteObjects),
  selected('propagateObjects', '$mod+Shift+v', opening('propagate')),
  order('bringForward', '$mod+ArrowUp', 'forward'),
  order('sendBackward', '$mod+ArrowDown', 'backward'),
  order('bringToFront', '$mod+Shift+ArrowUp', 'front'),
  order('sendToBack', '$mod+Shift+ArrowDown', 'back'),
  selected('lockObjects', 'Shift+l', toggleLock),
  command('isolateObjects', ['i'], canIsolate, toggleIsolation),
  selected('hideOthers', 'Alt+h', hideOthers),
  command('showAllObjects', ['Shift+h'], hasObjects, showAllObjects),
  command('closeGaps', ['Shift+c'], hasObjects, opening('closeGaps')),
  command('overlapPolicy', [], hasProject, opening('overlapPolicy')),
];

function command(
  id: CommandId,
  keys: readonly string[],
  isEnabled: Command['isEnabled'],
  run: Command['run'],
): Command {
  return {
    id,
    group: 'shapes',
    keys,
    isOncePerPress: true,
    isEnabled: (stores) => stores.session.getState().screen === 'workbench' && isEnabled(stores),
    run,
  };
}

function selected(id: CommandId, key: string, run: Command['run']): Command {
  return command(id, [key], hasSelected, run);
}

function combine(id: CommandId, key: string, rule: MaskRule): Command {
  return command(id, [key], hasSeveral, (services) => combineObjects(services, rule));
}

function order(id: CommandId, key: string, move: OrderMove): Command {
  return selected(id, key, (services) => orderObjects(services, move));
}

function tidy(id: CommandId, key: string, kind: TidyKind): Command {
  return selected(id, key, ({ stores }) => {
    setTidyKind(stores.objects, kind);
    showDialog(stores.session, 'tidyMasks');
  });
}

function opening(dialog: DialogName): (services: Services) => void {
  return ({ stores }) => showDialog(stores.session, dialog);
}

function hasSelected({ session }: Stores): boolean {
  return session.getState().selectedIds.length > 0;
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

function hasProject({ document }: Stores): boolean {
  return document.getState().document !== null;
}
