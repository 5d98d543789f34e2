import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CheckProgress, ModelReport } from '#core/model/modelReport.ts';
import type { OwnModel } from '#core/model/ownModel.ts';

/** How far the model that is being added is. */
export type Inspection =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly progress: CheckProgress; readonly cancel: () => void }
  | { readonly kind: 'refused'; readonly report: ModelReport }
  /** It runs, but badly: the user decides. */
  | { readonly kind: 'doubtful'; readonly report: ModelReport; readonly model: OwnModel }
  | { readonly kind: 'added'; readonly report: ModelReport; readonly model: OwnModel };

/** The models that the user brought. */
export interface ModelsState {
  readonly models: readonly OwnModel[]; // oldest first
  readonly inspection: Inspection;
}

export type ModelsStore = StoreApi<ModelsState>;

export function createModelsStore(): ModelsStore {
  return createStore<ModelsState>()(() => ({ models: [], inspection: { kind: 'none' } }));
}

export function listModels(store: ModelsStore, models: readonly OwnModel[]): void {
  store.setState({ models });
}

/** Adds a model, or takes the place of the one with its id. */
export function putModel(store: ModelsStore, model: OwnModel): void {
  store.setState(({ models }) => ({
    models: models.some(({ id }) => id === model.id)
      ? models.map((each) => (each.id === model.id ? model : each))
      : [...models, model],
  }));
}

export function removeModel(store: ModelsStore, id: string): void {
  store.setState(({ models }) => ({ models: models.filter((model) => model.id !== id) }));
}

export function setInspection(store: ModelsStore, inspection: Inspection): void {
  store.setState({ inspection });
}
