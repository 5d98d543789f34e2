import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BackendUse } from '#core/backend/backend.ts';
import type { Failure } from '#core/failure.ts';

/** Whether the model can be asked. */
export type ModelState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'check' } // of the graphics device
  | { readonly kind: 'download'; readonly loadedBytes: number; readonly totalBytes: number }
  | { readonly kind: 'session' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Whether the open image can be asked about. */
export type EmbeddingState =
  | { readonly kind: 'none' }
  | { readonly kind: 'encoding' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface EngineState {
  readonly model: ModelState;
  readonly embedding: EmbeddingState;
  readonly isDecoding: boolean;
  readonly backend: BackendUse | null; // null before the model starts
  readonly isLookingCloser: boolean; // at a small object, behind an answer
  readonly decodedAt: number; // when the last answer came, ms since 1970; 0 before the first
}

export type EngineStore = StoreApi<EngineState>;

export function createEngineStore(): EngineStore {
  return createStore<EngineState>()(() => ({
    model: { kind: 'idle' },
    embedding: { kind: 'none' },
    isDecoding: false,
    backend: null,
    isLookingCloser: false,
    decodedAt: 0,
  }));
}

export function setModelState(store: EngineStore, model: ModelState): void {
  store.setState({ model });
}

export function setEmbeddingState(store: EngineStore, embedding: EmbeddingState): void {
  store.setState({ embedding });
}

/** A question is on its way to the model. */
export function startDecoding(store: EngineStore): void {
  store.setState({ isDecoding: true });
}

/** All questions are answered. */
export function endDecoding(store: EngineStore, decodedAt: number): void {
  store.setState({ isDecoding: false, decodedAt });
}

export function setBackend(store: EngineStore, backend: BackendUse): void {
  store.setState({ backend });
}

export function setLookingCloser(store: EngineStore, isLookingCloser: boolean): void {
  store.setState({ isLookingCloser });
}
