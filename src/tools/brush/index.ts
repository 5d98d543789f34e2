import { Brush } from 'lucide-react';
import { runTool, type Tool } from '../tool.ts';
import { brushBehaviour } from './brushBehaviour.ts';
import { drawBrushOverlay } from './BrushOverlay.tsx';

export const brushTool: Tool = {
  id: 'brush',
  icon: Brush,
  cursor: 'crosshair',
  start: () => runTool(brushBehaviour('brush'), drawBrushOverlay),
};
