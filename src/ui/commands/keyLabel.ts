import type { TFunction } from 'i18next';
import { partsOfName } from './keyName.ts';
import { isMac } from './platform.ts';

/** Keys whose names are printed in the language of the keyboard; all others are read as they stand. */
const named = [
  'Control',
  'Shift',
  'Alt',
  'Escape',
  'Delete',
  'Backspace',
  'Insert',
  'Enter',
  'Space',
  'Tab',
  'PageUp',
  'PageDown',
  'Home',
  'End',
] as const;

const signs: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

const macSigns: Readonly<Record<string, string>> = {
  $mod: '⌘',
  Control: '⌃',
  Alt: '⌥',
  Shift: '⇧',
};

/** A key name (see `keyName.ts`) as a person reads it, in its parts. */
export function keyParts(t: TFunction, name: string, isOnMac: boolean): readonly string[] {
  const { modifiers, key } = partsOfName(name);
  return [
    ...modifiers.map((modifier) => (isOnMac && macSigns[modifier]) || partText(t, modifier)),
    partText(t, key),
  ];
}

/** A key name as a sentence says it: `Ctrl+Shift+Z`. */
export function keyText(t: TFunction, name: string): string {
  return keyParts(t, name, isMac()).join('+');
}

function partText(t: TFunction, part: string): string {
  if (part === '$mod') return t('keys.Control');
  if (/^Digit\d$/u.test(part)) return part.slice(5);
  if (part.startsWith('Numpad')) return t('keys.numpad', { key: part.slice(6) });
  const name = named.find((each) => each === part);
  if (name) return t(`keys.${name}`);
  return signs[part] ?? (/^.$/su.test(part) ? part.toUpperCase() : part);
}

/** All keys of a command in short: those of a row as the first and the last. */
export function keysInShort(keys: readonly string[]): readonly string[] {
  const given = keys.filter((key) => key !== '');
  const [first] = given;
  const last = given.at(-1);
  return given.length <= 2 || !first || !last ? given : [first, last];
}
