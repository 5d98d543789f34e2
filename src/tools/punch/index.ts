import { CircleSlash2 } from 'lucide-react';
import { polygonBehaviour } from '../polygon/polygonBehaviour.ts';
import { polygonOverlay } from '../polygon/PolygonOverlay.tsx';
import { runTool, type Tool } from '../tool.ts';

/** The outline of the polygon tool as a hole in the selected object. */
export const punchTool: Tool = {
  id: 'punch',
  icon: CircleSlash2,
  cursor: 'crosshair',
  start: () =>
    runTool(
      polygonBehaviour(() => 'subtract'),
      polygonOverlay(() => 'subtract'),
    ),
};
