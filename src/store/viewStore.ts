import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import type { Point } from '#core/geometry/point.ts';
import { neutralView, type ViewAdjustment } from '#core/pixels/viewAdjustment.ts';

/** How an enlarged picture is drawn; `automatic`: as squares from three screen px per pixel on. */
export type PixelLook = 'automatic' | 'smooth' | 'squares';

/** How the open image is looked at; kept in localStorage but for what says otherwise. */
export interface ViewState {
  readonly adjustment: ViewAdjustment; // not kept
  readonly pixelLook: PixelLook;
  readonly colorBy: 'category' | 'instance';
  readonly isOutlineWhilePrompting: boolean; // nothing hides the picture while an object is made
  readonly keepsZoom: boolean; // from image to image
  readonly hasMinimap: boolean;
  readonly hasCrosshair: boolean;
  readonly hasRulers: boolean;
  readonly hasReadout: boolean; // place and colour of the pixel under the cursor
  /** Left of this share of the canvas the picture is shown as it is, without masks; null: nowhere. Not kept. */
  readonly compareAt: number | null;
  readonly cursor: Point<'screen'> | null; // over the canvas; not kept
}

const atFirst: ViewState = {
  adjustment: neutralView,
  pixelLook: 'automatic',
  colorBy: 'category',
  isOutlineWhilePrompting: false,
  keepsZoom: false,
  hasMinimap: false,
  hasCrosshair: false,
  hasRulers: false,
  hasReadout: true,
  compareAt: null,
  cursor: null,
};

export type ViewStore = ReturnType<typeof createViewStore>;

export function createViewStore() {
  return createStore<ViewState>()(
    persist(() => atFirst, {
      name: 'maskwright-view',
      version: 1,
      partialize: (state) => ({ ...state, adjustment: neutralView, compareAt: null, cursor: null }),
    }),
  );
}

export function setView(store: ViewStore, patch: Partial<Omit<ViewState, 'cursor'>>): void {
  store.setState(patch);
}

export function setCursor(store: ViewStore, cursor: Point<'screen'> | null): void {
  store.setState({ cursor });
}
