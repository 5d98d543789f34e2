import type { DrawMode } from '#store/toolOptionsStore.ts';
import type { CanvasEvent, ToolContext } from './tool.ts';

/** What a shape becomes that begins with a press: Shift adds, Alt or the right button subtracts, else as set. */
export function drawModeOf(
  { isBackground, hand }: Extract<CanvasEvent, { type: 'press' }>,
  { options }: Pick<ToolContext, 'options'>,
): DrawMode {
  if (hand?.isShift) return 'add';
  return isBackground ? 'subtract' : options.drawMode;
}
