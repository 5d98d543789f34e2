import type { Keymap } from '#store/settingsStore.ts';
import { screensOf, type Command } from './command.ts';
import { keysOf } from './keymap.ts';
import { keyTableOf, type KeyHolder, type KeyTable } from './keyTable.ts';

/** Another command that has one of the keys of a command. */
export interface KeySharing {
  readonly key: string;
  readonly other: Command;
  /** Whether the other one is asked first. */
  readonly isOtherFirst: boolean;
  /** Whichever is asked first is so at all times: the key never gets to the second one. */
  readonly isClash: boolean;
}

/** All sharings of each command that has any, by its id. Commands that never meet on a screen share nothing. */
export function sharingsOf(
  commands: readonly Command[],
  keymap: Keymap,
): ReadonlyMap<string, readonly KeySharing[]> {
  const table = keyTableOf(commands, (command) => keysOf(keymap, command));
  const byId = new Map<string, readonly KeySharing[]>();
  for (const command of commands) {
    const sharings = keysOf(keymap, command).flatMap((key) => sharingsOfKey(table, command, key));
    if (sharings.length > 0) byId.set(command.id, sharings);
  }
  return byId;
}

function sharingsOfKey(table: KeyTable, command: Command, key: string): readonly KeySharing[] {
  const holders = table.get(key) ?? [];
  const place = holders.findIndex((holder) => holder.command === command);
  return holders.flatMap(({ command: other }: KeyHolder, otherPlace) => {
    if (other === command || !meet(command, other)) return [];
    const isOtherFirst = otherPlace < place;
    const first = isOtherFirst ? other : command;
    return { key, other, isOtherFirst, isClash: !first.isPassing };
  });
}

function meet(a: Command, b: Command): boolean {
  const screens = screensOf(b);
  return screensOf(a).some((screen) => screens.includes(screen));
}
