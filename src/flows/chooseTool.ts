import { endPreview } from '#store/hoverStore.ts';
import { setTool, type ToolId } from '#store/sessionStore.ts';
import type { Services } from './services.ts';

/** Takes another tool into the hand; what the former one previewed is gone. */
export function chooseTool({ stores }: Services, toolId: ToolId): void {
  endPreview(stores.hover);
  setTool(stores.session, toolId);
}
