import { Shape } from 'react-konva/lib/ReactKonvaCore';
import { drawMask, type MaskLook } from './drawMask.ts';
import type { Outline } from './maskPath.ts';

export interface MaskShapeProps extends MaskLook {
  readonly outline: Outline;
}

/** One mask, drawn anew whenever the view moves. */
export function MaskShape({ outline, ...look }: MaskShapeProps) {
  return (
    <Shape
      listening={false}
      perfectDrawEnabled={false}
      sceneFunc={({ _context: context }) => drawMask(context, outline, look)}
    />
  );
}
