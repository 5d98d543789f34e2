import { partsOfName } from './keyName.ts';

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
export function keyParts(name: string, isMac: boolean): readonly string[] {
  const { modifiers, key } = partsOfName(name);
  return [...modifiers.map((modifier) => modifierLabel(modifier, isMac)), labelOf(key)];
}

function modifierLabel(modifier: string, isMac: boolean): string {
  if (isMac) return macLabels[modifier] ?? modifier;
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
