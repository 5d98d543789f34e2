import { Scissors } from 'lucide-react';
import { runTool, type Tool } from '../tool.ts';
import { scissorsBehaviour } from './scissorsBehaviour.ts';
import { drawScissorsOverlay } from './ScissorsOverlay.tsx';

export const scissorsTool: Tool = {
  id: 'scissors',
  icon: Scissors,
  cursor: 'crosshair',
  start: () => runTool(scissorsBehaviour, drawScissorsOverlay),
};
