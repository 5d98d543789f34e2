import { appCommands } from './appCommands.ts';
import { categoryCommands } from './categoryCommands.ts';
import type { Command, CommandId } from './command.ts';
import { drawCommands } from './drawCommands.ts';
import { galleryCommands } from './galleryCommands.ts';
import { historyCommands } from './historyCommands.ts';
import { lookCommands } from './lookCommands.ts';
import { objectCommands } from './objectCommands.ts';
import { outlineCommands } from './outlineCommands.ts';
import { projectCommands } from './projectCommands.ts';
import { promptCommands } from './promptCommands.ts';
import { reviewCommands } from './reviewCommands.ts';
import { shapeCommands } from './shapeCommands.ts';
import { toolCommands } from './toolCommands.ts';
import { viewCommands } from './viewCommands.ts';

/**
 * All commands. Of those that share a key the first one that is enabled gets it, so what is enabled in
 * passing comes before what always is. To add one: its name in the texts under `command`, and an entry in
 * the list of its group.
 */
export const commands: readonly Command[] = [
  ...outlineCommands,
  ...promptCommands,
  ...reviewCommands,
  ...objectCommands,
  ...shapeCommands,
  ...toolCommands,
  ...drawCommands,
  ...categoryCommands,
  ...viewCommands,
  ...lookCommands,
  ...galleryCommands,
  ...historyCommands,
  ...projectCommands,
  ...appCommands,
];

/** The command of an id. */
export function commandOf(id: CommandId): Command {
  const command = commands.find((each) => each.id === id);
  if (!command) throw new Error(`Invariant broken: command ${id} is in the list`);
  return command;
}
