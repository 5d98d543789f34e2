import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import type { ProjectId } from '#core/annotation/ids.ts';
import type { BackendChoice, BackendVerdict } from '#core/backend/backend.ts';
import type { LanguageChoice } from '#core/language.ts';
import { exportChoiceAtFirst, type ExportChoice } from '#core/project/exportChoice.ts';
import { importOptionsAtFirst, type ImportOptions } from '#core/project/importOptions.ts';

/** What a device check found, under what it is about. */
export interface RememberedVerdict {
  readonly key: string;
  readonly verdict: BackendVerdict;
}

/** Of models in turn on a machine with two cards; an update of the browser leaves old ones behind. */
const maxVerdictCount = 8;

/** More would not be read in a menu. */
const maxRecentCount = 8;

/** `automatic`: as long as this machine is quick enough for it. */
export type HoverMode = 'automatic' | 'always' | 'off';

/** Keys by the id of a command, of those commands whose keys a person has changed. */
export type Keymap = Readonly<Record<string, readonly string[]>>;

/** What a person likes, whichever project is open; kept in localStorage. */
export interface SettingsState {
  readonly language: LanguageChoice;
  readonly maskOpacity: number; // 0…1, of the fill
  readonly exportChoice: ExportChoice; // of the last export
  readonly backendChoice: BackendChoice;
  readonly verdicts: readonly RememberedVerdict[]; // newest first
  readonly prefetch: boolean; // encode the next images while the hands rest
  readonly hoverMode: HoverMode;
  readonly galleryCardPx: number; // least width of a card, screen px
  readonly displayName: string; // who reviews and edits, for the records; '' when not given
  readonly isNameAsked: boolean; // whether the name was asked for in passing, which is done once
  readonly goesOnAfterDone: boolean; // to the next image once one is marked
  readonly isImagePanelOpen: boolean;
  readonly lastProjectId: ProjectId | null; // the one to open at the next start
  readonly recentProjectIds: readonly ProjectId[]; // the one opened last comes first
  readonly remindedAt: number; // when a reminder of backups was last dismissed, ms since 1970; 0: never
  readonly importOptions: ImportOptions;
  readonly keymap: Keymap;
  readonly recentCommandIds: readonly string[]; // asked for in the palette, the newest first
}

const atFirst: SettingsState = {
  language: 'automatic',
  maskOpacity: 0.4,
  exportChoice: exportChoiceAtFirst,
  prefetch: true,
  hoverMode: 'automatic',
  galleryCardPx: 168,
  displayName: '',
  isNameAsked: false,
  goesOnAfterDone: true,
  isImagePanelOpen: true,
  lastProjectId: null,
  recentProjectIds: [],
  remindedAt: 0,
  importOptions: importOptionsAtFirst,
  keymap: {},
  recentCommandIds: [],
  backendChoice: 'auto',
  verdicts: [],
};

export type SettingsStore = ReturnType<typeof createSettingsStore>;

export function createSettingsStore() {
  return createStore<SettingsState>()(
    persist(() => atFirst, {
      name: 'maskwright-settings',
      version: 1,
    }),
  );
}

export function setLanguage(store: SettingsStore, language: LanguageChoice): void {
  store.setState({ language });
}

export function setMaskOpacity(store: SettingsStore, maskOpacity: number): void {
  store.setState({ maskOpacity });
}

export function setExportChoice(store: SettingsStore, exportChoice: ExportChoice): void {
  store.setState({ exportChoice });
}

export function setHoverMode(store: SettingsStore, hoverMode: HoverMode): void {
  store.setState({ hoverMode });
}

export function setGalleryCardPx(store: SettingsStore, galleryCardPx: number): void {
  store.setState({ galleryCardPx });
}

export function setDisplayName(store: SettingsStore, displayName: string): void {
  store.setState({ displayName });
}

export function setNameAsked(store: SettingsStore): void {
  store.setState({ isNameAsked: true });
}

export function setGoesOnAfterDone(store: SettingsStore, goesOnAfterDone: boolean): void {
  store.setState({ goesOnAfterDone });
}

export function setImagePanelOpen(store: SettingsStore, isImagePanelOpen: boolean): void {
  store.setState({ isImagePanelOpen });
}

/** @param lastProjectId null: none is to be opened at the next start */
export function setLastProject(store: SettingsStore, lastProjectId: ProjectId | null): void {
  store.setState(({ recentProjectIds }) => {
    const others = recentProjectIds.filter((id) => id !== lastProjectId);
    const all = lastProjectId ? [lastProjectId, ...others] : others;
    return { lastProjectId, recentProjectIds: all.slice(0, maxRecentCount) };
  });
}

export function setRemindedAt(store: SettingsStore, remindedAt: number): void {
  store.setState({ remindedAt });
}

export function setImportOptions(store: SettingsStore, importOptions: ImportOptions): void {
  store.setState({ importOptions });
}

export function setKeymap(store: SettingsStore, keymap: Keymap): void {
  store.setState({ keymap });
}

export function rememberCommand(store: SettingsStore, id: string): void {
  store.setState(({ recentCommandIds }) => {
    const others = recentCommandIds.filter((each) => each !== id);
    return { recentCommandIds: [id, ...others].slice(0, maxRecentCount) };
  });
}

export function setPrefetch(store: SettingsStore, prefetch: boolean): void {
  store.setState({ prefetch });
}

export function setBackendChoice(store: SettingsStore, backendChoice: BackendChoice): void {
  store.setState({ backendChoice });
}

export function verdictUnder(store: SettingsStore, key: string): BackendVerdict | null {
  return store.getState().verdicts.find((each) => each.key === key)?.verdict ?? null;
}

/** @param verdict null: forgets what was remembered under the key */
export function rememberVerdict(
  store: SettingsStore,
  key: string,
  verdict: BackendVerdict | null,
): void {
  store.setState(({ verdicts }) => {
    const others = verdicts.filter((each) => each.key !== key);
    const all = verdict ? [{ key, verdict }, ...others] : others;
    return { verdicts: all.slice(0, maxVerdictCount) };
  });
}

export function forgetVerdicts(store: SettingsStore): void {
  store.setState({ verdicts: [] });
}
