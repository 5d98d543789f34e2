import { partsOfName } from './keyName.ts';

/** Why a key cannot be had: the browser or the system keeps it, or something that every command needs. */
export type KeyRefusal = 'browser' | 'system' | 'focus' | 'pan';

const everyBrowser: ReadonlySet<string> = new Set([
  '$mod+t',
  '$mod+w',
  '$mod+n',
  '$mod+r',
  '$mod+l',
  '$mod+q',
  '$mod+Shift+t',
  '$mod+Shift+w',
  '$mod+Shift+n',
  '$mod+Shift+r',
  '$mod+Shift+i',
  '$mod+Shift+j',
  '$mod+Shift+Delete',
  '$mod+PageUp',
  '$mod+PageDown',
  '$mod+F4',
  '$mod+F5',
  'Alt+F4',
  'Alt+ArrowLeft',
  'Alt+ArrowRight',
  'Alt+Home',
  'F5',
  'F11',
  'F12',
]);
const onMac: ReadonlySet<string> = new Set([
  '$mod+h',
  '$mod+m',
  '$mod+`',
  '$mod+Alt+i',
  '$mod+Space',
]);

/** @returns null when a command may have the key */
export function refusalOf(name: string, isMac: boolean): KeyRefusal | null {
  const { modifiers, key } = partsOfName(name);
  if (key === 'Tab') return modifiers.some((each) => each !== 'Shift') ? 'browser' : 'focus';
  if (everyBrowser.has(name)) return 'browser';
  if (modifiers.includes('Meta') || (isMac && onMac.has(name))) return 'system';
  return key === 'Space' && !modifiers.some((each) => each !== 'Shift') ? 'pan' : null;
}
