import { chooseTool } from '#flows/chooseTool.ts';
import type { ToolId } from '#store/sessionStore.ts';
import type { Stores } from '#store/stores.ts';
import { setToolOptions, steppedDiameter } from '#store/toolOptionsStore.ts';
import type { Command } from './command.ts';

/** The tools that draw, and the size of the brush. */
export const drawCommands: readonly Command[] = [
  toolCommand('brush', 'a'),
  toolCommand('eraser', 'e'),
  toolCommand('polygon', 'p'),
  toolCommand('rectangle', 'm'),
  toolCommand('ellipse', 'o'),
  toolCommand('punch', 'u'),
  sizeCommand('brushSmaller', '[', -1),
  sizeCommand('brushLarger', ']', 1),
];

function toolCommand(toolId: ToolId, key: string): Command {
  return {
    id: `tool.${toolId}`,
    group: 'segment',
    keys: [key],
    isEnabled: () => true,
    run: (services) => chooseTool(services, toolId),
  };
}

function sizeCommand(id: Command['id'], key: string, steps: 1 | -1): Command {
  return {
    id,
    group: 'segment',
    keys: [key],
    isEnabled: isBrushInHand,
    run: ({ stores: { toolOptions } }) =>
      setToolOptions(toolOptions, {
        brushDiameterPx: steppedDiameter(toolOptions.getState().brushDiameterPx, steps),
      }),
  };
}

function isBrushInHand({ session }: Stores): boolean {
  const { toolId } = session.getState();
  return toolId === 'brush' || toolId === 'eraser';
}
