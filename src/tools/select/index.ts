import { MousePointer2 } from 'lucide-react';
import { runTool, type Tool } from '../tool.ts';
import { selectBehaviour } from './selectBehaviour.ts';
import { drawSelectOverlay } from './SelectOverlay.tsx';

export const selectTool: Tool = {
  id: 'select',
  icon: MousePointer2,
  cursor: 'default',
  start: () => runTool(selectBehaviour, drawSelectOverlay),
};
