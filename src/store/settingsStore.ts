import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';

/** `automatic`: as long as this machine is quick enough for it. */
export type HoverMode = 'automatic' | 'always' | 'off';

/** What a person likes, whichever project is open; kept in localStorage. */
export interface SettingsState {
  readonly maskOpacity: number; // 0…1, of the fill
  readonly polygonWhereExact: boolean; // COCO export
  readonly prefetch: boolean; // encode the next images while the hands rest
  readonly hoverMode: HoverMode;
}

export type SettingsStore = ReturnType<typeof createSettingsStore>;

export function createSettingsStore() {
  return createStore<SettingsState>()(
    persist(
      (): SettingsState => ({
        maskOpacity: 0.4,
        polygonWhereExact: false,
        hoverMode: 'automatic',
        prefetch: true,
      }),
      { name: 'maskwright-settings', version: 1 },
    ),
  );
}

export function setMaskOpacity(store: SettingsStore, maskOpacity: number): void {
  store.setState({ maskOpacity });
}

export function setPolygonWhereExact(store: SettingsStore, polygonWhereExact: boolean): void {
  store.setState({ polygonWhereExact });
}

export function setHoverMode(store: SettingsStore, hoverMode: HoverMode): void {
  store.setState({ hoverMode });
}

export function setPrefetch(store: SettingsStore, prefetch: boolean): void {
  store.setState({ prefetch });
}
