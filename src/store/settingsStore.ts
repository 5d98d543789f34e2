import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';

/** What a person likes, whichever project is open; kept in localStorage. */
export interface SettingsState {
  readonly maskOpacity: number; // 0…1, of the fill
  readonly polygonWhereExact: boolean; // COCO export
}

export type SettingsStore = ReturnType<typeof createSettingsStore>;

export function createSettingsStore() {
  return createStore<SettingsState>()(
    persist((): SettingsState => ({ maskOpacity: 0.4, polygonWhereExact: false }), {
      name: 'maskwright-settings',
      version: 1,
    }),
  );
}

export function setMaskOpacity(store: SettingsStore, maskOpacity: number): void {
  store.setState({ maskOpacity });
}

export function setPolygonWhereExact(store: SettingsStore, polygonWhereExact: boolean): void {
  store.setState({ polygonWhereExact });
}
