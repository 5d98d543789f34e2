import { Spline } from 'lucide-react';
import { runTool, type Tool } from '../tool.ts';
import { verticesBehaviour } from './verticesBehaviour.ts';
import { drawVerticesOverlay } from './VerticesOverlay.tsx';

export const verticesTool: Tool = {
  id: 'vertices',
  icon: Spline,
  cursor: 'default',
  start: () => runTool(verticesBehaviour, drawVerticesOverlay),
};
