import { Square } from 'lucide-react';
import { dragShapeBehaviour } from '../dragShape.ts';
import { dragShapeOverlay } from '../DragShapeOverlay.tsx';
import { runTool, type Tool } from '../tool.ts';

export const rectangleTool: Tool = {
  id: 'rectangle',
  icon: Square,
  cursor: 'crosshair',
  start: () => runTool(dragShapeBehaviour('rectangle'), dragShapeOverlay('rectangle')),
};
