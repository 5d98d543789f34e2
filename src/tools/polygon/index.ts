import { Pentagon } from 'lucide-react';
import { runTool, type Tool } from '../tool.ts';
import { polygonBehaviour } from './polygonBehaviour.ts';
import { polygonOverlay } from './PolygonOverlay.tsx';

export const polygonTool: Tool = {
  id: 'polygon',
  icon: Pentagon,
  cursor: 'crosshair',
  start: () =>
    runTool(
      polygonBehaviour(({ options }) => options.drawMode),
      polygonOverlay(({ options }) => options.drawMode),
    ),
};
