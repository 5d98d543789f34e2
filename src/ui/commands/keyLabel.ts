import type { TFunction } from 'i18next';

/** Keys whose names are printed in the language of the keyboard; all others are read as they stand. */
const named = [
  'Control',
  'Shift',
  'Alt',
  'Escape',
  'Delete',
  'Backspace',
  'Enter',
  'Space',
  'Tab',
  'PageUp',
  'PageDown',
  'Home',
  'End',
  'ArrowUp',
  'ArrowDown',
] as const;

/** A key in the notation of tinykeys as a person reads it, in its parts. */
export function keyParts(t: TFunction, key: string, isMac: boolean): readonly string[] {
  // '+' separates, and is a key itself at the end
  const parts = key.endsWith('++') ? [...key.slice(0, -2).split('+'), '+'] : key.split('+');
  return parts
    .filter((part, index) => !(part === 'Shift' && isPrintedWithShift(parts[index + 1])))
    .map((part) => {
      if (part === '$mod') return isMac ? '⌘' : t('keys.Control');
      if (part.startsWith('Digit')) return part.slice(5);
      return nameOf(t, part === 'NumpadEnter' ? 'Enter' : part);
    });
}

function nameOf(t: TFunction, part: string): string {
  const name = named.find((each) => each === part);
  if (name) return t(`keys.${name}`);
  return part.length === 1 ? part.toUpperCase() : part;
}

/** '?' already says that Shift is held. */
function isPrintedWithShift(part: string | undefined): boolean {
  return part === '?' || part === '+';
}

/** All keys of a command in short: one, several, or the first and the last of a row of digits. */
export function keysInShort(keys: readonly string[]): readonly string[] {
  const [first] = keys;
  const last = keys.at(-1);
  if (keys.length <= 2 || !first || !last) return keys.filter((key) => key !== 'NumpadEnter');
  return [first, last];
}
