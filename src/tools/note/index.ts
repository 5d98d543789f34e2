import { MessageSquarePlus } from 'lucide-react';
import { runTool, type Tool } from '../tool.ts';
import { noteBehaviour } from './noteBehaviour.ts';

export const noteTool: Tool = {
  id: 'note',
  icon: MessageSquarePlus,
  cursor: 'crosshair',
  start: () => runTool(noteBehaviour),
};
