import { Eraser } from 'lucide-react';
import { brushBehaviour } from '../brush/brushBehaviour.ts';
import { drawBrushOverlay } from '../brush/BrushOverlay.tsx';
import { runTool, type Tool } from '../tool.ts';

/** The brush the other way round. */
export const eraserTool: Tool = {
  id: 'eraser',
  icon: Eraser,
  cursor: 'crosshair',
  start: () => runTool(brushBehaviour('eraser'), drawBrushOverlay),
};
