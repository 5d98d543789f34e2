import type { Keymap } from '#store/settingsStore.ts';
import type { Command } from './command.ts';

/** The keys of a command as they are now: what a person chose, or those it has at first. */
export function keysOf(keymap: Keymap, { id, keys }: Command): readonly string[] {
  return keymap[id] ?? keys;
}

/** The key map with other keys for a command; keys as at first are not kept. */
export function withKeys(keymap: Keymap, command: Command, keys: readonly string[]): Keymap {
  const { [command.id]: _, ...others } = keymap;
  return isSameKeys(keys, command.keys) ? others : { ...others, [command.id]: keys };
}

/**
 * Gives a command a key in the place of another of its keys, or of none.
 *
 * @param index which key it replaces; one past the last adds it
 */
export function withKeyAt(
  keymap: Keymap,
  command: Command,
  { index, key }: { readonly index: number; readonly key: string },
): Keymap {
  const former = keysOf(keymap, command);
  const keys = [...former.slice(0, index), key, ...former.slice(index + 1)];
  const isOther = (at: number) => at !== index;
  const once = command.row
    ? keys.map((each, at) => (each === key && isOther(at) ? '' : each))
    : keys.filter((each, at) => each !== key || !isOther(at));
  return withKeys(keymap, command, once);
}

/** Takes a key from a command; in a row its place stays free. */
export function withoutKey(keymap: Keymap, command: Command, key: string): Keymap {
  const former = keysOf(keymap, command);
  const keys = command.row
    ? former.map((each) => (each === key ? '' : each))
    : former.filter((each) => each !== key);
  return withKeys(keymap, command, keys);
}

function isSameKeys(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, index) => key === b[index]);
}
