import {
  Archive,
  ArchiveRestore,
  Download,
  FileInput,
  FolderInput,
  FolderOpen,
  FolderSymlink,
  FolderSync,
  GitMerge,
  ImagePlus,
  Package,
  PieChart,
} from 'lucide-react';
import { rescanFolder } from '#flows/linkedFolder/rescanFolder.ts';
import { unlinkFolder } from '#flows/linkedFolder/unlinkFolder.ts';
import {
  openChosenAnnotations,
  openChosenFiles,
  openChosenFolder,
  startLinking,
} from '#flows/openFiles.ts';
import { setExportOpen, showDialog, type DialogName } from '#store/sessionStore.ts';
import type { Command } from './command.ts';
import { always, hasImages, hasProject } from './conditions.ts';

/** What is done with the project as a whole: images in, files out, steps back and forth. */
export const projectCommands: readonly Command[] = [
  command('openFiles', { icon: ImagePlus, keys: ['$mod+o'], run: openChosenFiles }),
  command('openFolder', { icon: FolderOpen, keys: ['$mod+Shift+o'], run: openChosenFolder }),
  command('importAnnotations', {
    icon: FileInput,
    isEnabled: hasProject,
    run: openChosenAnnotations,
  }),
  command('linkFolder', {
    icon: FolderSymlink,
    isEnabled: ({ folder }) => folder.getState().handle === null,
    run: startLinking,
  }),
  command('rescanFolder', {
    icon: FolderSync,
    isEnabled: ({ folder }) => folder.getState().handle !== null,
    run: (services) => rescanFolder(services, true),
  }),
  command('unlinkFolder', {
    icon: FolderInput,
    isEnabled: ({ folder }) => {
      const { handle, access } = folder.getState();
      return handle !== null && access === 'ready';
    },
    run: unlinkFolder,
  }),
  command('exportCoco', {
    icon: Download,
    keys: ['$mod+e'],
    isEnabled: hasImages,
    run: ({ stores }) => setExportOpen(stores.session, true),
  }),
  dialogCommand('divideImages', 'divide', { icon: PieChart, isEnabled: hasImages }),
  dialogCommand('mergePackage', 'merge', { icon: GitMerge, isEnabled: hasImages }),
  dialogCommand('backUp', 'backup', { icon: Archive, keys: ['$mod+s'], isEnabled: hasProject }),
  dialogCommand('restoreBackup', 'restore', { icon: ArchiveRestore }),
  dialogCommand('exportPackage', 'package', {
    icon: Package,
    keys: ['$mod+Shift+e'],
    isEnabled: hasImages,
  }),
];

type ProjectCommand = Pick<Command, 'icon'> & Partial<Pick<Command, 'keys' | 'isEnabled'>>;

function command(id: Command['id'], own: ProjectCommand & Pick<Command, 'run'>): Command {
  return { id, group: 'project', keys: [], isEnabled: always, ...own };
}

function dialogCommand(id: Command['id'], dialog: DialogName, own: ProjectCommand): Command {
  return command(id, { ...own, run: ({ stores }) => showDialog(stores.session, dialog) });
}
