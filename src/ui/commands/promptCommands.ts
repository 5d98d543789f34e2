import { Check, Layers, Trash2, X } from 'lucide-react';
import { acceptCandidate } from '#flows/acceptCandidate.ts';
import { deleteSelectedPoint, dropCandidate, showCandidate } from '#flows/prompts.ts';
import { shownMask } from '#store/prompting.ts';
import type { Command } from './command.ts';
import { isPrompting } from './conditions.ts';

/** What is done with a mask that the model proposes. */
export const promptCommands: readonly Command[] = [
  {
    id: 'acceptCandidate',
    group: 'segment',
    icon: Check,
    keys: ['Enter'],
    isPassing: true,
    isEnabled: isPrompting,
    run: acceptCandidate,
  },
  {
    id: 'dropCandidate',
    group: 'segment',
    icon: X,
    keys: ['Escape'],
    isPassing: true,
    isEnabled: isPrompting,
    run: dropCandidate,
  },
  {
    id: 'showCandidate',
    group: 'segment',
    icon: Layers,
    keys: ['Digit1', 'Digit2', 'Digit3', 'Digit4'],
    row: 'showCandidate',
    isPassing: true,
    isEnabled: ({ session }) => shownMask(session.getState().prompting) !== null,
    run: showCandidate,
  },
  {
    id: 'deletePoint',
    group: 'segment',
    icon: Trash2,
    keys: ['Delete', 'Backspace'],
    isPassing: true,
    isEnabled: ({ session }) =>
      typeof session.getState().prompting?.selectedPointIndex === 'number',
    run: deleteSelectedPoint,
  },
];
