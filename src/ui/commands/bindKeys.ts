import { reportError } from '#flows/report.ts';
import type { Services } from '#flows/services.ts';
import { isDialogShown } from '#store/sessionStore.ts';
import { categoryOfKey, chooseCategory } from './categoryCommands.ts';
import type { Command } from './command.ts';
import { commands } from './commands.ts';
import { keysOf } from './keymap.ts';
import { namesOfPress } from './keyName.ts';
import { holderOfKey, keyTableOf, type KeyTable } from './keyTable.ts';
import { isMac } from './platform.ts';

/**
 * Binds every command to its keys, and to others as soon as they are changed.
 *
 * @returns takes the bindings off
 */
export function bindKeys(target: Window, services: Services): () => void {
  const controller = new AbortController();
  const { settings } = services.stores;
  const isOnMac = isMac();
  let table = tableOf(services);
  const unsubscribe = settings.subscribe(({ keymap }, former) => {
    if (keymap !== former.keymap) table = tableOf(services);
  });
  target.addEventListener(
    'keydown',
    (event) => {
      if (event.defaultPrevented || event.isComposing || isDialogOpen(services)) return;
      const names = namesOfPress(event, isOnMac);
      const holder = holderOfKey(table, names, services);
      if (!holder) {
        useOwnKey(event, services, names);
        return;
      }
      if (isMeantForElse(event, holder.command)) return;
      event.preventDefault();
      if (event.repeat && holder.command.isOncePerPress) return;
      runCommand(services, holder.command, holder.keyIndex);
    },
    { signal: controller.signal },
  );
  return () => {
    controller.abort();
    unsubscribe();
  };
}

/** A key that no command has may be the own key of a category. */
function useOwnKey(event: KeyboardEvent, services: Services, names: readonly string[]): void {
  const category = categoryOfKey(services, names);
  if (!category || event.repeat || isMeantForElse(event, {})) return;
  event.preventDefault();
  void chooseCategory(services, category).catch((error: unknown) => reportError(services, error));
}

function tableOf({ stores }: Services): KeyTable {
  const { keymap } = stores.settings.getState();
  return keyTableOf(commands, (command) => keysOf(keymap, command));
}

/** Runs a command; expected failures are told, bugs go to the error boundary. */
export function runCommand(services: Services, command: Command, keyIndex = 0): void {
  void (async () => command.run(services, keyIndex))().catch((error: unknown) =>
    reportError(services, error),
  );
}

/** A dialog may be on its way: keys pressed until it has the focus are lost rather than misread. */
function isDialogOpen({ stores }: Services): boolean {
  return isDialogShown(stores.session.getState());
}

/** Text fields, open dialogs, menus and lists have their own keys, and so has a focused button Enter. */
function isMeantForElse(
  event: KeyboardEvent,
  { isForFields = false }: Pick<Command, 'isForFields'>,
): boolean {
  if (!(event.target instanceof HTMLElement)) return true;
  const field = event.target.closest('input, textarea, select, [contenteditable]');
  if (field && !isForFields && !isClosedChoice(field, event)) return true;
  if (event.target.closest('[role="dialog"], [role="menu"]')) return true;
  const isChord = event.ctrlKey || event.metaKey;
  if (!isChord && event.target.closest('[role="listbox"]')) return true;
  const isPressing = event.key === 'Enter' || event.key === ' ';
  return isPressing && event.target.closest('button, a, [role="button"]') !== null;
}

/** Switches, and a list to choose from that is closed, as after a choice, have no use for what is typed. */
function isClosedChoice(field: Element, { key }: KeyboardEvent): boolean {
  const isTyped = key.length === 1 && key !== ' ';
  if (!isTyped || !(field instanceof HTMLInputElement)) return false;
  const isSwitch = field.type === 'radio' || field.type === 'checkbox';
  return isSwitch || (field.readOnly && field.getAttribute('aria-expanded') === 'false');
}
