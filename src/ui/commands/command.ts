import type { ComponentType } from 'react';
import type { Services } from '#flows/services.ts';
import type { Screen } from '#store/sessionStore.ts';
import type { Stores } from '#store/stores.ts';
import type en from '../text/en.json';

export type CommandId = keyof (typeof en)['command'];
export type CommandGroup = keyof (typeof en)['group'];

/** An icon of lucide, or one that looks like it. */
export type CommandIcon = ComponentType<{
  readonly size?: number | string;
  readonly strokeWidth?: number | string;
  readonly 'aria-hidden'?: boolean;
}>;

/** Something a person can ask for by a key; buttons, palette and shortcut sheet show the same entry. */
export interface Command {
  readonly id: CommandId;
  readonly group: CommandGroup;
  readonly icon: CommandIcon;
  /** The keys at first, in the notation of `keyName.ts`: `v`, `$mod+Shift+z`, `Digit1`, `?`. */
  readonly keys: readonly string[];
  /** One key for each place of a row, as category 1 … 9, instead of several for the same thing; its text. */
  readonly row?: keyof (typeof en)['commandAt'];
  /** A key that is held down asks once: what follows must be seen before it is asked again. */
  readonly isOncePerPress?: boolean;
  /**
   * Enabled in passing only, as while a mask is proposed or a note is selected: a key that it shares
   * belongs to another command at all other times.
   */
  readonly isPassing?: boolean;
  /** Where its keys are heard, if not where those of its group are, see `screensOf`. */
  readonly screens?: readonly Screen[];
  /** Also while a text field has the keyboard. */
  readonly isForFields?: boolean;
  /** Commands may share a key: the first one in the list of commands that is enabled gets it. */
  isEnabled(stores: Stores): boolean;
  /** @param keyIndex which of its keys was pressed: the place in a row */
  run(services: Services, keyIndex: number): void | Promise<unknown>;
}

const everywhere: readonly Screen[] = ['workbench', 'gallery', 'projects'];
const inProject: readonly Screen[] = ['workbench', 'gallery'];

/** Where a command's keys are heard: tools and objects are out of sight on the other screens. */
export function screensOf({ group, screens }: Command): readonly Screen[] {
  if (screens) return screens;
  switch (group) {
    case 'tools':
    case 'segment':
    case 'objects':
    case 'review':
    case 'view':
      return ['workbench'];
    case 'gallery':
    case 'project':
      return inProject;
    case 'app':
      return everywhere;
  }
}
