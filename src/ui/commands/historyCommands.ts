import { History, Redo2, Undo2 } from 'lucide-react';
import { redo, undo } from '#flows/undo.ts';
import { showHistoryPanel } from '#store/historyStore.ts';
import { nextRedo, nextUndo, type NextStep } from '#store/nextStep.ts';
import type { Stores } from '#store/stores.ts';
import type { Command } from './command.ts';

/** Commands on what was done before. */
export const historyCommands: readonly Command[] = [
  {
    id: 'undo',
    icon: Undo2,
    group: 'project',
    keys: ['$mod+z'],
    isEnabled: (stores) =>
      stores.session.getState().prompting !== null || isThere(stores, nextUndo(stores)),
    run: undo,
  },
  {
    id: 'redo',
    icon: Redo2,
    group: 'project',
    keys: ['$mod+Shift+z', '$mod+y'],
    isEnabled: (stores) => isThere(stores, nextRedo(stores)),
    run: redo,
  },
  {
    id: 'showHistory',
    icon: History,
    group: 'project',
    keys: ['Shift+h'],
    isEnabled: ({ document, session }) =>
      document.getState().document !== null && session.getState().screen !== 'projects',
    run: ({ stores: { history } }) => showHistoryPanel(history, !history.getState().isPanelOpen),
  },
];

function isThere({ document, role }: Stores, { step, isUncertain }: NextStep): boolean {
  if (document.getState().document === null || role.getState().role === 'follower') return false;
  return step !== null || isUncertain;
}
