import { chooseTool } from '#flows/chooseTool.ts';
import type { ToolId } from '#store/sessionStore.ts';
import { tools } from '#tools/registry.ts';
import type { Command } from './command.ts';
import { always } from './conditions.ts';

/** The key of each tool at first. */
const keyOf: Readonly<Record<ToolId, string>> = {
  select: 'v',
  point: 's',
  box: 'b',
  brush: 'a',
  eraser: 'e',
  polygon: 'p',
  rectangle: 'm',
  ellipse: 'o',
  wand: 'w',
  scissors: 'l',
  slice: 'k',
  punch: 'u',
  vertices: 't',
  note: 'n',
};

/** Takes a tool in hand; one for each of the toolbar. */
export const toolCommands: readonly Command[] = tools.map(({ id, icon }) => ({
  id: `tool.${id}`,
  group: 'tools',
  icon,
  keys: [keyOf[id]],
  isEnabled: always,
  run: (services) => chooseTool(services, id),
}));
