import { SquareDashedMousePointer } from 'lucide-react';
import { createElement } from 'react';
import { runTool, type Tool } from '../tool.ts';
import { boxBehaviour } from './boxBehaviour.ts';
import { BoxOverlay } from './BoxOverlay.tsx';

export const boxTool: Tool = {
  id: 'box',
  icon: SquareDashedMousePointer,
  cursor: 'crosshair',
  start: () =>
    runTool(boxBehaviour, (state, viewport) => createElement(BoxOverlay, { state, viewport })),
};
