import {
  useServices,
  useDocument,
  useFolder,
  useSession,
  useSettings,
} from '../servicesContext.ts';
import { keysOf } from './keymap.ts';
import type { Command, CommandId } from './command.ts';
import { commandOf } from './commands.ts';

/** The keys of a command as they are now. */
export function useKeysOf(id: CommandId): readonly string[] {
  return useSettings(({ keymap }) => keysOf(keymap, commandOf(id)));
}

/** A command, and whether it can be used right now. */
export function useCommand(id: CommandId): {
  readonly command: Command;
  readonly isEnabled: boolean;
} {
  const { stores } = useServices();
  const command = commandOf(id);
  const ask = () => command.isEnabled(stores);
  // it follows from these stores
  const answers = [useDocument(ask), useSession(ask), useFolder(ask)];
  return { command, isEnabled: answers.every(Boolean) };
}
