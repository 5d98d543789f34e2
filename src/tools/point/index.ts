import { MousePointerClick } from 'lucide-react';
import { runTool, type Tool } from '../tool.ts';
import { drawPointOverlay } from './PointOverlay.tsx';
import { pointBehaviour } from './pointBehaviour.ts';

export const pointTool: Tool = {
  id: 'point',
  icon: MousePointerClick,
  cursor: 'crosshair',
  start: () => runTool(pointBehaviour, drawPointOverlay),
};
