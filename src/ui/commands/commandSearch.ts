import type { TFunction } from 'i18next';
import { foldText } from '#core/text/foldText.ts';
import type { Keymap } from '#store/settingsStore.ts';
import type { Command } from './command.ts';
import { keyText } from './keyLabel.ts';
import { keysOf } from './keymap.ts';

/** The commands whose name or keys contain all that was typed, in their order. */
export function searchCommands(
  commands: readonly Command[],
  typed: string,
  { t, keymap }: { readonly t: TFunction; readonly keymap: Keymap },
): readonly Command[] {
  return commands.filter((command) => {
    const keys = keysOf(keymap, command).map((key) => keyText(t, key));
    return containsWords([t(`command.${command.id}`), ...keys].join(' '), typed);
  });
}

/** Whether all words that were typed are in a text; case and diacritics do not matter. */
export function containsWords(text: string, typed: string): boolean {
  const { signs } = foldText(text);
  return foldText(typed)
    .signs.split(/\s+/u)
    .every((word) => signs.includes(word));
}
