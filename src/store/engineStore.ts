import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '#core/failure.ts';

/** Whether the model can be asked. */
export type ModelState =
  | { readonly kind: 'idle' }
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
}

export type EngineStore = StoreApi<EngineState>;

export function createEngineStore(): EngineStore {
  return createStore<EngineState>()(() => ({
    model: { kind: 'idle' },
    embedding: { kind: 'none' },
    isDecoding: false,
  }));
}

export function setModelState(store: EngineStore, model: ModelState): void {
  store.setState({ model });
}

export function setEmbeddingState(store: EngineStore, embedding: EmbeddingState): void {
  store.setState({ embedding });
}

export function setDecoding(store: EngineStore, isDecoding: boolean): void {
  store.setState({ isDecoding });
}
