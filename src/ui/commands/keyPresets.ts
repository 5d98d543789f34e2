import type { Keymap } from '#store/settingsStore.ts';
import type { CommandId } from './command.ts';

/** Layouts that come with the studio. */
export interface KeyPreset {
  readonly id: 'maskwright' | 'cvat';
  readonly keymap: Keymap;
}

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/**
 * What hands know from CVAT: F and D walk through the images, N draws and ends drawing, Ctrl and a digit
 * give a category, F1 helps, F2 is for settings; what has these keys here moves aside.
 */
const cvat: Readonly<Partial<Record<CommandId, readonly string[]>>> = {
  nextImage: ['f', 'PageDown'],
  previousImage: ['d', 'PageUp'],
  acceptCandidate: ['Enter', 'n'],
  'tool.point': ['n', 's'],
  'tool.note': ['Alt+n'],
  useCategoryAnyTime: digits.map((digit) => `$mod+Digit${digit}`),
  markDone: ['Shift+d'],
  fitView: ['Shift+f'],
  actualSize: ['Digit0'],
  renameObject: ['Shift+F2'],
  showShortcuts: ['F1', '?'],
  openSettings: ['F2', '$mod+,'],
};

export const keyPresets: readonly KeyPreset[] = [
  { id: 'maskwright', keymap: {} },
  { id: 'cvat', keymap: cvat },
];
