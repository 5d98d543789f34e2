import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '#core/failure.ts';
import type { ImportOptions } from '#core/project/importOptions.ts';
import type { Split } from '#core/project/split.ts';

/** Files that were found and wait for the person to say how they come in. */
export interface PendingImport {
  readonly title: string; // of the folder, the archive or the first file
  readonly imageCount: number;
  readonly leftOutCount: number;
  readonly tags: readonly string[]; // that the folders would give, ascending, without names of splits
  readonly splitTags: readonly string[]; // names of splits, tags while they do not become splits
  readonly splits: Readonly<Record<Split, number>>; // images that the folders would put there
  /** Whether the images can be read in place, in a folder that no project of this kind has yet. */
  readonly canLink: boolean;
  /** Whether they are to be read in place in any case. */
  readonly mustLink: boolean;
  readonly start: (options: ImportOptions, isLinked: boolean) => void;
}

/** Every file that did not come in, with the reason. */
export interface ImportReport {
  readonly title: string;
  readonly attachedCount: number; // pictures that images were waiting for
  readonly addedCount: number;
  readonly rows: readonly { readonly path: string; readonly failure: Failure }[];
}

export interface ImportState {
  readonly pending: PendingImport | null;
  readonly report: ImportReport | null; // of the last import that left something out
  /** The highest place in the filmstrip that images on their way have taken. */
  readonly reservedOrder: number;
  /** Imports under way in this tab, by the id of their run. */
  readonly running: ReadonlySet<string>;
}

export type ImportStore = StoreApi<ImportState>;

export function createImportStore(): ImportStore {
  return createStore<ImportState>()(() => ({
    pending: null,
    report: null,
    reservedOrder: 0,
    running: new Set(),
  }));
}

export function setPendingImport(store: ImportStore, pending: PendingImport | null): void {
  store.setState({ pending });
}

export function setImportReport(store: ImportStore, report: ImportReport | null): void {
  store.setState({ report });
}

/**
 * Takes places in the filmstrip behind all images that are there or on their way.
 *
 * @param highestOrder of the images that are there
 * @returns the first place; the others follow
 */
export function reserveOrders(store: ImportStore, highestOrder: number, count: number): number {
  const first = Math.max(store.getState().reservedOrder, Math.ceil(highestOrder)) + 1;
  store.setState({ reservedOrder: first + count - 1 });
  return first;
}

export function setRunning(store: ImportStore, runId: string, isRunning: boolean): void {
  store.setState(({ running }) => {
    const others = [...running].filter((id) => id !== runId);
    return { running: new Set(isRunning ? [...others, runId] : others) };
  });
}
