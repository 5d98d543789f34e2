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

/** Sets some of the options; the diameter is kept in its range. */
export function setToolOptions(store: ToolOptionsStore, patch: Partial<ToolOptions>): void {
  const { brushDiameterPx } = { ...store.getState(), ...patch };
  const diameter = Math.min(2000, Math.max(1, Math.round(brushDiameterPx) || 1));
  store.setState({ ...patch, brushDiameterPx: diameter });
}
