import { partsOfName } from './keyName.ts';
import { isMac } from './platform.ts';

const labels: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  Delete: 'Del',
  Insert: 'Ins',
  Backspace: '⌫',
  PageDown: 'Page ↓',
  PageUp: 'Page ↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

const macLabels: Readonly<Record<string, string>> = {
  $mod: '⌘',
  Control: '⌃',
  Alt: '⌥',
  Shift: '⇧',
};

/** A key name (see `keyName.ts`) as a person reads it, in its parts. */
export function keyParts(name: string, isOnMac: boolean): readonly string[] {
  const { modifiers, key } = partsOfName(name);
  return [...modifiers.map((modifier) => modifierLabel(modifier, isOnMac)), labelOf(key)];
}

function modifierLabel(modifier: string, isOnMac: boolean): string {
  if (isOnMac) return macLabels[modifier] ?? modifier;
  return modifier === '$mod' ? 'Ctrl' : modifier;
}

function labelOf(key: string): string {
  if (/^Digit\d$/u.test(key)) return key.slice(5);
  if (key.startsWith('Numpad')) return `Num ${key.slice(6)}`;
  return labels[key] ?? (/^.$/su.test(key) ? key.toUpperCase() : key);
}

/** All keys of a command in short: those of a row as the first and the last. */
export function keysInShort(keys: readonly string[]): readonly string[] {
  const given = keys.filter((key) => key !== '');
  const [first] = given;
  const last = given.at(-1);
  return given.length <= 2 || !first || !last ? given : [first, last];
}

/** A key name as a sentence says it: `Ctrl+Shift+Z`. */
export function keyText(name: string): string {
  return keyParts(name, isMac()).join('+');
}
