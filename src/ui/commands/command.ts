import type { Services } from '#flows/services.ts';
import type { Stores } from '#store/stores.ts';
import type en from '../text/en.json';

export type CommandId = keyof (typeof en)['command'];
export type CommandGroup = keyof (typeof en)['group'];

/** Something a person can ask for by a key; buttons and the shortcut sheet show the same entry. */
export interface Command {
  readonly id: CommandId;
  readonly group: CommandGroup;
  /** In the notation of tinykeys; Digit1 … are places on the keyboard, letters are what is printed. */
  readonly keys: readonly string[];
  /** A key that is held down asks once: what follows must be seen before it is asked again. */
  readonly isOncePerPress?: boolean;
  /** Commands may share a key: the first one that is enabled gets it. */
  isEnabled(stores: Stores): boolean;
  /** @param keyIndex which of `keys` was pressed */
  run(services: Services, keyIndex: number): void | Promise<unknown>;
}
