import type { ToolContext } from './tool.ts';

/** How near to a handle counts as on it, screen px. */
export const reachPx = 9;

/** Screen px per image px, as the reach tells it. */
export function screenScaleOf({ reach }: Pick<ToolContext, 'reach'>): number {
  return reachPx / reach;
}
