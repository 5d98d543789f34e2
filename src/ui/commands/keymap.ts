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

function isSameKeys(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, index) => key === b[index]);
}
