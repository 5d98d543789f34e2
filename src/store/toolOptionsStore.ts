import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';

/** What a drawn shape becomes: an object of its own, or more or less of the selected one. */
export type DrawMode = 'new' | 'add' | 'subtract';

/** How the hand tools are set; kept in localStorage. */
export interface ToolOptions {
  readonly drawMode: DrawMode; // of all tools that draw a shape; the brush adds, the eraser subtracts
  readonly brushDiameterPx: number; // image px, 1…2000
  readonly brushShape: 'round' | 'square';
  readonly wandTolerance: number; // 0…255
  readonly wandIsContiguous: boolean;
}

/** Wider than this a brush paints whole images. */
export const maxBrushDiameterPx = 2000;

const atFirst: ToolOptions = {
  drawMode: 'new',
  brushDiameterPx: 24,
  brushShape: 'round',
  wandTolerance: 24,
  wandIsContiguous: true,
};

export type ToolOptionsStore = ReturnType<typeof createToolOptionsStore>;

export function createToolOptionsStore() {
  return createStore<ToolOptions>()(
    persist(() => atFirst, { name: 'maskwright-tools', version: 1 }),
  );
}

/** A brush so many steps of a tenth larger, or smaller where steps is negative; each step is at least 1 px. */
export function steppedDiameter(diameterPx: number, steps: number): number {
  let stepped = diameterPx;
  for (let left = Math.min(100, Math.abs(steps)); left > 0; left -= 1) {
    stepped =
      steps > 0
        ? Math.max(stepped + 1, Math.round(stepped * 1.1))
        : Math.min(stepped - 1, Math.round(stepped / 1.1));
  }
  return Math.min(maxBrushDiameterPx, Math.max(1, stepped));
}

/** Sets some of the options; the diameter is kept in its range. */
export function setToolOptions(store: ToolOptionsStore, patch: Partial<ToolOptions>): void {
  const { brushDiameterPx } = { ...store.getState(), ...patch };
  const diameter = Math.min(maxBrushDiameterPx, Math.max(1, Math.round(brushDiameterPx) || 1));
  store.setState({ ...patch, brushDiameterPx: diameter });
}
