import type { Command, CommandGroup } from './command.ts';

const order: readonly CommandGroup[] = [
  'tools',
  'segment',
  'objects',
  'review',
  'view',
  'gallery',
  'project',
  'app',
];

/** The commands by group, as they are listed; groups without any are left out. */
export function byGroup(
  commands: readonly Command[],
): readonly (readonly [CommandGroup, readonly Command[]])[] {
  return order
    .map((group) => [group, commands.filter((command) => command.group === group)] as const)
    .filter(([, members]) => members.length > 0);
}
