import { FolderKanban, Keyboard, Search, Settings } from 'lucide-react';
import { showProjects } from '#flows/projects/navigate.ts';
import { setSettingsSection, setShortcutSheetOpen, showDialog } from '#store/sessionStore.ts';
import type { Command } from './command.ts';
import { always } from './conditions.ts';

/** What can be asked for everywhere. */
export const appCommands: readonly Command[] = [
  {
    id: 'openPalette',
    group: 'app',
    icon: Search,
    keys: ['$mod+k'],
    isForFields: true,
    isEnabled: always,
    run: ({ stores }) => showDialog(stores.session, 'palette'),
  },
  {
    id: 'showProjects',
    group: 'app',
    icon: FolderKanban,
    keys: ['Shift+p'],
    isEnabled: ({ session }) => session.getState().screen !== 'projects',
    run: showProjects,
  },
  {
    id: 'openSettings',
    group: 'app',
    icon: Settings,
    keys: ['$mod+,'],
    isEnabled: always,
    run: ({ stores }) => setSettingsSection(stores.session, 'labelling'),
  },
  {
    id: 'showShortcuts',
    group: 'app',
    icon: Keyboard,
    keys: ['?'],
    isEnabled: always,
    run: ({ stores }) => setShortcutSheetOpen(stores.session, true),
  },
];
