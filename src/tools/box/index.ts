import { SquareDashedMousePointer } from 'lucide-react';
import { runTool, type Tool } from '../tool.ts';
import { boxBehaviour } from './boxBehaviour.ts';
import { drawBoxOverlay } from './BoxOverlay.tsx';

export const boxTool: Tool = {
  id: 'box',
  icon: SquareDashedMousePointer,
  cursor: 'crosshair',
  start: () => runTool(boxBehaviour, drawBoxOverlay),
};
