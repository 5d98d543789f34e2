import { tinykeys } from 'tinykeys';
import { reportError } from '#flows/report.ts';
import type { Services } from '#flows/services.ts';
import { isDialogShown } from '#store/sessionStore.ts';
import { commands, type Command, type CommandId } from './commands.ts';

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
        ({ command }) => isOnScreen(services, command) && command.isEnabled(services.stores),
      );
      if (!holder) return;
      event.preventDefault();
      runCommand(services, holder.command, holder.index);
    },
  ]);
  return tinykeys(
    target,
    Object.fromEntries(bindings) as Record<string, (event: KeyboardEvent) => void>,
  );
}

/** Runs a command; expected failures are told, bugs go to the error boundary. */
export function runCommand(services: Services, command: Command, keyIndex = 0): void {
  void (async () => command.run(services, keyIndex))().catch((error: unknown) =>
    reportError(services, error),
  );
}

/** The start page shows nothing of the project that is open behind it. */
function isOnScreen({ stores }: Services, { id }: Command): boolean {
  return stores.session.getState().screen !== 'projects' || anywhere.has(id);
}

/** A dialog may be on its way: keys pressed until it has the focus are lost rather than misread. */
function isDialogOpen({ stores }: Services): boolean {
  return isDialogShown(stores.session.getState());
}

/** Text fields, open dialogs and menus have their own keys, and so has a focused button Enter. */
function isMeantForElse(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || !(event.target instanceof HTMLElement)) return true;
  if (event.target.closest('input, textarea, select, [contenteditable]')) return true;
  if (event.target.closest('[role="dialog"], [role="menu"], [role="listbox"]')) return true;
  return event.key === 'Enter' && event.target.closest('button, a, [role="button"]') !== null;
}
