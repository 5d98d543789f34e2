import type { ToolId } from '#store/sessionStore.ts';
import { boxTool } from './box/index.ts';
import { brushTool } from './brush/index.ts';
import { ellipseTool } from './ellipse/index.ts';
import { eraserTool } from './eraser/index.ts';
import { noteTool } from './note/index.ts';
import { pointTool } from './point/index.ts';
import { polygonTool } from './polygon/index.ts';
import { punchTool } from './punch/index.ts';
import { rectangleTool } from './rectangle/index.ts';
import { scissorsTool } from './scissors/index.ts';
import { selectTool } from './select/index.ts';
import { sliceTool } from './slice/index.ts';
import type { Tool } from './tool.ts';
import { verticesTool } from './vertices/index.ts';
import { wandTool } from './wand/index.ts';

/** All tools in toolbar order. Adding one: a folder, its id in the session store, a line here. */
export const tools: readonly Tool[] = [
  selectTool,
  pointTool,
  boxTool,
  brushTool,
  eraserTool,
  polygonTool,
  rectangleTool,
  ellipseTool,
  wandTool,
  scissorsTool,
  sliceTool,
  punchTool,
  verticesTool,
  noteTool,
];

/** The tool of an id. */
export function toolOf(id: ToolId): Tool {
  return tools.find((tool) => tool.id === id) ?? pointTool;
}
