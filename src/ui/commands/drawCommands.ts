import { CircleMinus, CirclePlus } from 'lucide-react';
import type { Stores } from '#store/stores.ts';
import { setToolOptions, steppedDiameter } from '#store/toolOptionsStore.ts';
import type { Command, CommandIcon } from './command.ts';

/** The size of brush and eraser. */
export const drawCommands: readonly Command[] = [
  sizeCommand('brushSmaller', { icon: CircleMinus, key: '[', steps: -1 }),
  sizeCommand('brushLarger', { icon: CirclePlus, key: ']', steps: 1 }),
];

interface SizeStep {
  readonly icon: CommandIcon;
  readonly key: string;
  readonly steps: 1 | -1;
}

function sizeCommand(id: Command['id'], { icon, key, steps }: SizeStep): Command {
  return {
    id,
    group: 'tools',
    icon,
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
