import { Circle } from 'lucide-react';
import { dragShapeBehaviour } from '../dragShape.ts';
import { dragShapeOverlay } from '../DragShapeOverlay.tsx';
import { runTool, type Tool } from '../tool.ts';

export const ellipseTool: Tool = {
  id: 'ellipse',
  icon: Circle,
  cursor: 'crosshair',
  start: () => runTool(dragShapeBehaviour('ellipse'), dragShapeOverlay('ellipse')),
};
