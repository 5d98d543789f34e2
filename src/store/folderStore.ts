import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ImageId } from '#core/annotation/ids.ts';
import type { Failure } from '#core/failure.ts';

/** Whether the linked folder can be used. */
export type FolderAccess =
  | 'unknown' // while the project is being opened
  | 'ready'
  | 'needsPermission' // the browser wants a click first
  | 'notFound'; // moved, renamed or on a disk that is not there

/** What of the folder and the project no longer fits. */
export interface FolderFindings {
  readonly newCount: number; // images in the folder that the project does not have
  readonly changedIds: readonly ImageId[];
  readonly missingIds: readonly ImageId[];
}

/** How far the mirror of the annotations is. */
export type MirrorState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'writing' }
  | { readonly kind: 'written'; readonly at: number } // ms since 1970, UTC
  | { readonly kind: 'failed'; readonly failure: Failure };

/** The folder that the open project sits on. */
export interface FolderState {
  readonly handle: FileSystemDirectoryHandle | null; // null: none is linked
  readonly access: FolderAccess;
  readonly isScanning: boolean;
  readonly findings: FolderFindings;
  readonly mirror: MirrorState;
}

export type FolderStore = StoreApi<FolderState>;

const noFindings: FolderFindings = { newCount: 0, changedIds: [], missingIds: [] };

const unlinked: FolderState = {
  handle: null,
  access: 'ready',
  isScanning: false,
  findings: noFindings,
  mirror: { kind: 'idle' },
};

export function createFolderStore(): FolderStore {
  return createStore<FolderState>()(() => unlinked);
}

/** The open project sits on another folder now, or on none. */
export function showFolder(
  store: FolderStore,
  handle: FileSystemDirectoryHandle | null,
  access: FolderAccess,
): void {
  store.setState({ ...unlinked, handle, access });
}

export function setFolderAccess(store: FolderStore, access: FolderAccess): void {
  if (store.getState().access !== access) store.setState({ access });
}

export function setScanning(store: FolderStore, isScanning: boolean): void {
  store.setState({ isScanning });
}

export function setFindings(store: FolderStore, findings: FolderFindings): void {
  store.setState({ findings });
}

/** A linked file was found changed or missing when it was wanted. */
export function addFinding(
  store: FolderStore,
  kind: 'changedIds' | 'missingIds',
  imageId: ImageId,
): void {
  store.setState(({ findings }) =>
    findings[kind].includes(imageId)
      ? {}
      : { findings: { ...findings, [kind]: [...findings[kind], imageId] } },
  );
}

/** What the person does not want to be asked about now. */
export function dismissFindings(store: FolderStore): void {
  store.setState({ findings: noFindings });
}

export function setMirror(store: FolderStore, mirror: MirrorState): void {
  store.setState({ mirror });
}
