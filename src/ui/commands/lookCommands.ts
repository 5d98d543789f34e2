import { Columns2, Crosshair, Eye, Map as MapIcon, Palette, Ruler, SunDim } from 'lucide-react';
import { neutralView } from '#core/pixels/viewAdjustment.ts';
import type { Stores } from '#store/stores.ts';
import { setView, type ViewState } from '#store/viewStore.ts';
import type { Command, CommandId, CommandIcon } from './command.ts';

/** Commands on how the open image is looked at. */
export const lookCommands: readonly Command[] = [
  lookCommand('compareView', Columns2, ({ compareAt }) => ({
    compareAt: compareAt === null ? 0.5 : null,
  })),
  lookCommand('resetView', SunDim, () => ({ adjustment: neutralView })),
  lookCommand('toggleColorBy', Palette, ({ colorBy }) => ({
    colorBy: colorBy === 'category' ? 'instance' : 'category',
  })),
  lookCommand('toggleOutlines', Eye, ({ isOutlineWhilePrompting }) => ({
    isOutlineWhilePrompting: !isOutlineWhilePrompting,
  })),
  lookCommand('toggleMinimap', MapIcon, ({ hasMinimap }) => ({ hasMinimap: !hasMinimap })),
  lookCommand('toggleCrosshair', Crosshair, ({ hasCrosshair }) => ({
    hasCrosshair: !hasCrosshair,
  })),
  lookCommand('toggleRulers', Ruler, ({ hasRulers }) => ({ hasRulers: !hasRulers })),
];

function lookCommand(
  id: CommandId,
  icon: CommandIcon,
  change: (state: ViewState) => Partial<Omit<ViewState, 'cursor'>>,
): Command {
  return {
    id,
    group: 'view',
    icon,
    keys: [],
    isEnabled: ({ session }: Stores) => session.getState().openImageId !== null,
    run: ({ stores: { view } }) => setView(view, change(view.getState())),
  };
}
