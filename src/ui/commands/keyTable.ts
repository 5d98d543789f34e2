import type { Services } from '#flows/services.ts';
import { screensOf, type Command } from './command.ts';

/** A command as one of its keys reaches it. */
export interface KeyHolder {
  readonly command: Command;
  readonly keyIndex: number;
}

/** The commands of each key, the one that goes first first. */
export type KeyTable = ReadonlyMap<string, readonly KeyHolder[]>;

/** @param keysOf the keys of a command as they are now */
export function keyTableOf(
  commands: readonly Command[],
  keysOf: (command: Command) => readonly string[],
): KeyTable {
  const table = new Map<string, KeyHolder[]>();
  for (const command of commands) {
    for (const [keyIndex, key] of keysOf(command).entries()) {
      if (key === '') continue; // a free place of a row
      const holders = table.get(key) ?? [];
      holders.push({ command, keyIndex });
      table.set(key, holders);
    }
  }
  return table;
}

/**
 * Whose key it is right now.
 *
 * @param names of the pressed key, the one that fits best first
 */
export function holderOfKey(
  table: KeyTable,
  names: readonly string[],
  services: Services,
): KeyHolder | undefined {
  return names
    .flatMap((name) => table.get(name) ?? [])
    .find(({ command }) => canRun(services, command));
}

/** Whether a command is in reach on the screen and can be used. */
export function canRun({ stores }: Services, command: Command): boolean {
  return screensOf(command).includes(stores.session.getState().screen) && command.isEnabled(stores);
}
