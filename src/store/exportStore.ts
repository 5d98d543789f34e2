import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ImageId } from '#core/annotation/ids.ts';
import type { ExportReport } from '#core/dataset/exportReport.ts';

/** The last export of the open project, for whoever wants to look closer. */
export interface LastExport {
  readonly fileName: string; // of the zip
  readonly report: ExportReport;
  readonly imageIds: readonly ImageId[]; // by index in the report
  /** The names that files had and have, as CSV; null: they kept theirs. */
  readonly nameList: string | null;
}

export interface ExportState {
  readonly last: LastExport | null;
}

export type ExportStore = StoreApi<ExportState>;

export function createExportStore(): ExportStore {
  return createStore<ExportState>()(() => ({ last: null }));
}

export function showExport(store: ExportStore, last: LastExport | null): void {
  store.setState({ last });
}
