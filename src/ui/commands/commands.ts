import type { AnnotationId } from '#core/annotation/ids.ts';
import { sortedCategories } from '#core/project/project.ts';
import { acceptCandidate } from '#flows/acceptCandidate.ts';
import {
  recategorizeAnnotation,
  removeAnnotation,
  toggleAnnotation,
} from '#flows/editAnnotations.ts';
import { chooseTool } from '#flows/chooseTool.ts';
import { fitView, showActualSize, zoomBy } from '#flows/moveView.ts';
import { rescanFolder } from '#flows/linkedFolder/rescanFolder.ts';
import { unlinkFolder } from '#flows/linkedFolder/unlinkFolder.ts';
import { openChosenFiles, openChosenFolder, startLinking } from '#flows/openFiles.ts';
import { stepImage } from '#flows/openImage.ts';
import { showProjects } from '#flows/projects/navigate.ts';
import { deleteSelectedPoint, dropCandidate, showCandidate } from '#flows/prompts.ts';
import { refineObject } from '#flows/refineObject.ts';
import type { Services } from '#flows/services.ts';
import { redo, undo } from '#flows/undo.ts';
import { shownMask } from '#store/prompting.ts';
import {
  objectInHand,
  selectAnnotation,
  selectedIdOf,
  setActiveCategory,
  setCategoryPickerOpen,
  setExportOpen,
  setSettingsSection,
  setShortcutSheetOpen,
  showDialog,
  startRenaming,
  type ToolId,
} from '#store/sessionStore.ts';
import type { Stores } from '#store/stores.ts';
import type { Command, CommandId } from './command.ts';
import { drawCommands } from './drawCommands.ts';
import { galleryCommands } from './galleryCommands.ts';
import { reviewCommands } from './reviewCommands.ts';
import { shapeCommands } from './shapeCommands.ts';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** In the order of the shortcut sheet. */
export const commands: readonly Command[] = [
  toolCommand('select', 'v'),
  toolCommand('point', 's'),
  toolCommand('box', 'b'),
  toolCommand('wand', 'w'),
  toolCommand('scissors', 'l'),
  toolCommand('slice', 'k'),
  toolCommand('vertices', 't'),
  toolCommand('note', 'n'),
  ...shapeCommands,
  {
    id: 'acceptCandidate',
    group: 'segment',
    keys: ['Enter', 'NumpadEnter'],
    isEnabled: isPrompting,
    run: acceptCandidate,
  },
  {
    id: 'dropCandidate',
    group: 'segment',
    keys: ['Escape'],
    isEnabled: isPrompting,
    run: dropCandidate,
  },
  {
    id: 'showCandidate',
    group: 'segment',
    keys: digits.slice(0, 4).map((digit) => `Digit${digit}`),
    isEnabled: ({ session }) => shownMask(session.getState().prompting) !== null,
    run: showCandidate,
  },
  {
    id: 'deletePoint',
    group: 'segment',
    keys: ['Delete', 'Backspace'],
    isEnabled: ({ session }) =>
      typeof session.getState().prompting?.selectedPointIndex === 'number',
    run: deleteSelectedPoint,
  },
  {
    id: 'useCategory',
    group: 'objects',
    keys: digits.map((digit) => `Digit${digit}`),
    isEnabled: ({ session }) => shownMask(session.getState().prompting) === null,
    run: useCategoryAt,
  },
  {
    id: 'useCategoryAnyTime',
    group: 'objects',
    keys: digits.map((digit) => `Shift+Digit${digit}`),
    isEnabled: () => true,
    run: useCategoryAt,
  },
  {
    id: 'pickCategory',
    group: 'objects',
    keys: ['c'],
    isEnabled: () => true,
    run: ({ stores }) => setCategoryPickerOpen(stores.session, true),
  },
  {
    id: 'refineObject',
    group: 'objects',
    keys: ['r'],
    isEnabled: ({ session }) => {
      const { selectedIds, prompting } = session.getState();
      return selectedIds.length > 0 && prompting === null;
    },
    run(services) {
      const selectedId = selectedIdOf(services.stores.session.getState());
      if (selectedId) refineObject(services, selectedId);
    },
  },
  ...reviewCommands,
  ...drawCommands, // those of a review come first where they share a key
  objectCommand('deleteObject', ['Delete', 'Backspace'], removeAnnotation),
  objectCommand('hideObject', ['h'], toggleAnnotation),
  objectCommand('renameObject', ['F2'], async ({ stores }, id) =>
    startRenaming(stores.session, id),
  ),
  objectCommand('deselect', ['Escape'], async ({ stores }) =>
    selectAnnotation(stores.session, null),
  ),
  viewCommand('fitView', ['f'], fitView),
  viewCommand('actualSize', ['Shift+f'], showActualSize),
  viewCommand('zoomIn', ['=', 'Shift++'], (services) => zoomBy(services, 1.25)),
  viewCommand('zoomOut', ['-'], (services) => zoomBy(services, 0.8)),
  viewCommand('nextImage', ['PageDown'], (services) => stepImage(services, 1)),
  viewCommand('previousImage', ['PageUp'], (services) => stepImage(services, -1)),
  ...galleryCommands,
  {
    id: 'openFiles',
    group: 'project',
    keys: ['$mod+o'],
    isEnabled: () => true,
    run: openChosenFiles,
  },
  {
    id: 'openFolder',
    group: 'project',
    keys: ['$mod+Shift+o'],
    isEnabled: () => true,
    run: openChosenFolder,
  },
  {
    id: 'linkFolder',
    group: 'project',
    keys: [],
    isEnabled: ({ folder }) => folder.getState().handle === null,
    run: startLinking,
  },
  {
    id: 'rescanFolder',
    group: 'project',
    keys: [],
    isEnabled: ({ folder }) => folder.getState().handle !== null,
    run: (services) => rescanFolder(services, true),
  },
  {
    id: 'unlinkFolder',
    group: 'project',
    keys: [],
    isEnabled: ({ folder }) => folder.getState().access === 'ready',
    run: unlinkFolder,
  },
  {
    id: 'exportCoco',
    group: 'project',
    keys: ['$mod+e'],
    isEnabled: hasImages,
    run: ({ stores }) => setExportOpen(stores.session, true),
  },
  {
    id: 'divideImages',
    group: 'project',
    keys: [],
    isEnabled: hasImages,
    run: ({ stores }) => showDialog(stores.session, 'divide'),
  },
  {
    id: 'mergePackage',
    group: 'project',
    keys: [],
    isEnabled: hasImages,
    run: ({ stores }) => showDialog(stores.session, 'merge'),
  },
  {
    id: 'backUp',
    group: 'project',
    keys: ['$mod+s'],
    isEnabled: ({ document }) => document.getState().document !== null,
    run: ({ stores }) => showDialog(stores.session, 'backup'),
  },
  {
    id: 'restoreBackup',
    group: 'project',
    keys: [],
    isEnabled: () => true,
    run: ({ stores }) => showDialog(stores.session, 'restore'),
  },
  {
    id: 'exportPackage',
    group: 'project',
    keys: ['$mod+Shift+e'],
    isEnabled: ({ document }) => (document.getState().document?.images.size ?? 0) > 0,
    run: ({ stores }) => showDialog(stores.session, 'package'),
  },
  {
    id: 'undo',
    group: 'project',
    keys: ['$mod+z'],
    isEnabled: ({ document, session }) =>
      document.getState().done.length > 0 || session.getState().prompting !== null,
    run: undo,
  },
  {
    id: 'redo',
    group: 'project',
    keys: ['$mod+Shift+z', '$mod+y'],
    isEnabled: ({ document }) => document.getState().undone.length > 0,
    run: redo,
  },
  {
    id: 'showProjects',
    group: 'project',
    keys: ['Shift+p'],
    isEnabled: ({ session }) => session.getState().screen !== 'projects',
    run: showProjects,
  },
  {
    id: 'openSettings',
    group: 'project',
    keys: ['$mod+,'],
    isEnabled: () => true,
    run: ({ stores }) => setSettingsSection(stores.session, 'labelling'),
  },
  {
    id: 'showShortcuts',
    group: 'project',
    keys: ['Shift+?'],
    isEnabled: () => true,
    run: ({ stores }) => setShortcutSheetOpen(stores.session, true),
  },
];

/** The command of an id. */
export function commandOf(id: CommandId): Command {
  const command = commands.find((each) => each.id === id);
  if (!command) throw new Error(`Invariant broken: command ${id} is in the list`);
  return command;
}

function toolCommand(toolId: ToolId, key: string): Command {
  return {
    id: `tool.${toolId}`,
    group: 'segment',
    keys: [key],
    isEnabled: () => true,
    run: (services) => chooseTool(services, toolId),
  };
}

/** A command on the selected object. */
function objectCommand(
  id: CommandId,
  keys: readonly string[],
  run: (services: Services, objectId: AnnotationId) => Promise<void>,
): Command {
  return {
    id,
    group: 'objects',
    keys,
    isEnabled: ({ session }) => session.getState().selectedIds.length > 0,
    run: (services) => {
      const selectedId = selectedIdOf(services.stores.session.getState());
      return selectedId ? run(services, selectedId) : undefined;
    },
  };
}

function viewCommand(
  id: CommandId,
  keys: readonly string[],
  run: (services: Services) => void | Promise<void>,
): Command {
  return {
    id,
    group: 'view',
    keys,
    isEnabled: ({ session }) => session.getState().openImageId !== null,
    run,
  };
}

function hasImages({ document }: Stores): boolean {
  return (document.getState().document?.images.size ?? 0) > 0;
}

function isPrompting({ session }: Stores): boolean {
  return session.getState().prompting !== null;
}

/** Makes the category of that place the active one, and that of the object in hand. */
async function useCategoryAt(services: Services, index: number): Promise<void> {
  const { document, session } = services.stores;
  const categories = document.getState().document?.categories.values() ?? [];
  const category = sortedCategories(categories)[index];
  if (!category) return;
  const objectId = objectInHand(session.getState());
  setActiveCategory(session, category.id);
  if (objectId) await recategorizeAnnotation(services, objectId, category.id);
}
