import { tinykeys } from 'tinykeys';
import { reportError } from '#flows/report.ts';
import type { Services } from '#flows/services.ts';
import { isDialogShown } from '#store/sessionStore.ts';
import type { Command, CommandId } from './command.ts';
import { commands } from './commands.ts';

/** Also where no project is open. */
const anywhere: ReadonlySet<CommandId> = new Set(['openSettings', 'showShortcuts']);

/**
 * Binds every command to its keys.
 *
 * @returns takes the bindings off
 */
export function bindKeys(target: Window, services: Services): () => void {
  const byKey = new Map<string, { command: Command; index: number }[]>();
  for (const command of commands) {
    for (const [index, key] of command.keys.entries()) {
      byKey.set(key, [...(byKey.get(key) ?? []), { command, index }]);
    }
  }
  const bindings = [...byKey].map(([key, holders]) => [
    key,
    (event: KeyboardEvent) => {
      if (isMeantForElse(event) || isDialogOpen(services)) return;
      const holder = holders.find(
        ({ command }) => isAtHome(command, services) && command.isEnabled(services.stores),
      );
      if (!holder) return;
      event.preventDefault();
      if (event.repeat && holder.command.isOncePerPress) return;
      runCommand(services, holder.command, holder.index);
    },
  ]);
  return tinykeys(
    target,
    Object.fromEntries(bindings) as Record<string, (event: KeyboardEvent) => void>,
  );
}

/** Tools and objects are out of sight on the other screens, and so are their keys out of reach. */
function isAtHome({ id, group }: Command, { stores }: Services): boolean {
  switch (stores.session.getState().screen) {
    case 'workbench':
      return true;
    case 'gallery':
      return group === 'gallery' || group === 'project';
    case 'projects':
      return anywhere.has(id);
  }
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

/** Text fields, open dialogs and menus have their own keys, and so has a focused button Enter. */
function isMeantForElse(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || !(event.target instanceof HTMLElement)) return true;
  const field = event.target.closest('input, textarea, select, [contenteditable]');
  if (field && !isClosedChoice(field, event)) return true;
  if (event.target.closest('[role="dialog"], [role="menu"], [role="listbox"]')) return true;
  return event.key === 'Enter' && event.target.closest('button, a, [role="button"]') !== null;
}

/** Switches, and a list to choose from that is closed, as after a choice, have no use for what is typed. */
function isClosedChoice(field: Element, { key }: KeyboardEvent): boolean {
  const isTyped = key.length === 1 && key !== ' ';
  if (!isTyped || !(field instanceof HTMLInputElement)) return false;
  const isSwitch = field.type === 'radio' || field.type === 'checkbox';
  return isSwitch || (field.readOnly && field.getAttribute('aria-expanded') === 'false');
}
