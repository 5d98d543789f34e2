import { Slice } from 'lucide-react';
import { runTool, type Tool } from '../tool.ts';
import { sliceBehaviour } from './sliceBehaviour.ts';
import { drawSliceOverlay } from './SliceOverlay.tsx';

export const sliceTool: Tool = {
  id: 'slice',
  icon: Slice,
  cursor: 'crosshair',
  start: () => runTool(sliceBehaviour, drawSliceOverlay),
};
