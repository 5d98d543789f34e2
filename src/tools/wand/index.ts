import { WandSparkles } from 'lucide-react';
import { runTool, type Tool } from '../tool.ts';
import { wandBehaviour } from './wandBehaviour.ts';
import { drawWandOverlay } from './WandOverlay.tsx';

export const wandTool: Tool = {
  id: 'wand',
  icon: WandSparkles,
  cursor: 'crosshair',
  start: () => runTool(wandBehaviour, drawWandOverlay),
};
