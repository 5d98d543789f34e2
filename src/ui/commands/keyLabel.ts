const names: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  Delete: 'Del',
  Backspace: '⌫',
  PageDown: 'Page ↓',
  PageUp: 'Page ↑',
  NumpadEnter: 'Enter',
};

/** A key in the notation of tinykeys as a person reads it, in its parts. */
export function keyParts(key: string, isMac: boolean): readonly string[] {
  // '+' separates, and is a key itself at the end
  const parts = key.endsWith('++') ? [...key.slice(0, -2).split('+'), '+'] : key.split('+');
  return parts
    .filter((part, index) => !(part === 'Shift' && isPrintedWithShift(parts[index + 1])))
    .map((part) => {
      if (part === '$mod') return isMac ? '⌘' : 'Ctrl';
      if (part.startsWith('Digit')) return part.slice(5);
      return names[part] ?? (part.length === 1 ? part.toUpperCase() : part);
    });
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
