import { filesOnlyOf, type OwnModel } from '#core/model/ownModel.ts';
import type { ModelInspection, ModelOffer, ModelSource } from '#sam/protocol.ts';
import { listModels, putModel, removeModel, setInspection } from '#store/modelsStore.ts';
import { chooseModel } from './projectModel.ts';
import { isAbort, reportError } from './report.ts';
import type { Services } from './services.ts';

/** What a person offers as a model. */
export interface OfferedFiles extends Pick<ModelOffer, 'encoder' | 'decoder'> {
  readonly manifest: File | null;
}

/** Brings the list of the user's models into memory. */
export async function loadOwnModels({ stores, storage }: Services): Promise<void> {
  listModels(stores.models, await storage.ownModels());
}

/**
 * Looks at a pair of files, tries them on an image whose answer is known and, if they do well, keeps them.
 * What was found is in the store of models, where the interface puts it into words.
 */
export async function addOwnModel(services: Services, files: OfferedFiles): Promise<void> {
  const { stores, modelBench } = services;
  const controller = new AbortController();
  const cancel = () => controller.abort();
  const { report, settle } = progressReport(services, cancel);
  report({ stage: 'read', loadedBytes: 0, totalBytes: 0 });
  try {
    const offer = { ...files, manifest: files.manifest && (await files.manifest.text()) };
    const inspection = await modelBench.inspect(offer, report, controller.signal).finally(settle);
    const model = ownModelOf(services, files, inspection);
    if (!model) {
      modelBench.discard();
      setInspection(stores.models, { kind: 'refused', report: inspection.report });
    } else if (isDoubtful(inspection)) {
      setInspection(stores.models, { kind: 'doubtful', report: inspection.report, model });
    } else {
      await keep(services, model, inspection.report);
    }
  } catch (error) {
    setInspection(stores.models, { kind: 'none' });
    if (!isAbort(error)) reportError(services, error);
  }
}

/** Keeps a model although its masks look wrong. */
export async function keepDoubtfulModel(services: Services): Promise<void> {
  const { inspection } = services.stores.models.getState();
  if (inspection.kind !== 'doubtful') return;
  try {
    await keep(services, inspection.model, inspection.report);
  } catch (error) {
    setInspection(services.stores.models, { kind: 'none' });
    reportError(services, error);
  }
}

/** Lets go of what was found about the last pair of files. */
export function dismissInspection({ stores, modelBench }: Services): void {
  const { inspection } = stores.models.getState();
  if (inspection.kind === 'running') inspection.cancel();
  if (inspection.kind === 'doubtful') modelBench.discard();
  setInspection(stores.models, { kind: 'none' });
}

/** Gives a model another title; an empty one is ignored. */
export async function renameOwnModel(
  services: Services,
  model: OwnModel,
  typed: string,
): Promise<void> {
  const title = typed.trim();
  if (title === '' || title === model.title) return;
  await save(services, { ...model, title });
}

/** Deletes a model and the files that no other model has; a project that used it goes back to the built-in one. */
export async function deleteOwnModel(services: Services, model: OwnModel): Promise<void> {
  const { stores, storage, modelBench } = services;
  const { document } = stores.document.getState();
  if (document?.project.modelId === model.id) await chooseModel(services, null);
  try {
    const files = filesOnlyOf(model, stores.models.getState().models);
    await storage.deleteOwnModel(model.id);
    removeModel(stores.models, model.id);
    await modelBench.forget(files.map(({ sha256 }) => sha256));
  } catch (error) {
    reportError(services, error);
  }
}

/** Reports come by a line of their own and may be later than the outcome: after `settle` they are not heard. */
function progressReport({ stores }: Services, cancel: () => void) {
  let isSettled = false;
  const report: Parameters<Services['modelBench']['keep']>[0] = (progress) => {
    if (!isSettled) setInspection(stores.models, { kind: 'running', progress, cancel });
  };
  const settle = () => {
    isSettled = true;
  };
  return { report, settle };
}

function isDoubtful({ report }: ModelInspection): boolean {
  return report.kind === 'runs' && report.notes.includes('masks-look-wrong');
}

async function keep(
  services: Services,
  model: OwnModel,
  report: ModelInspection['report'],
): Promise<void> {
  const { stores, modelBench } = services;
  const { report: onProgress, settle } = progressReport(services, () => undefined);
  await modelBench.keep(onProgress).finally(settle);
  await save(services, model);
  setInspection(stores.models, { kind: 'added', report, model });
}

async function save({ stores, storage }: Services, model: OwnModel): Promise<void> {
  await storage.saveOwnModel(model);
  putModel(stores.models, model);
}

function ownModelOf(
  { now }: Services,
  files: OfferedFiles,
  { spec }: ModelInspection,
): OwnModel | null {
  if (!spec) return null;
  const title = spec.title === '' ? titleOf(files) : spec.title;
  const kept = (['encoder', 'decoder'] as const).map((part) => {
    const { sha256, sizeBytes } = spec[part];
    return { part, sha256, sizeBytes };
  });
  return { id: spec.id, title, addedAt: now(), files: kept, spec: { ...spec, title } };
}

/** What the names of both files begin with, such as mobile_sam of mobile_sam.encoder.onnx. */
function titleOf({ encoder, decoder }: OfferedFiles): string {
  const [a, b] = [nameOf(encoder), nameOf(decoder)];
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  const shared = a.slice(0, length).replace(/[\s._-]+$/u, '');
  return shared === '' ? a : shared;
}

function nameOf(source: ModelSource): string {
  const path = source.kind === 'file' ? source.file.name : source.url.replace(/[?#].*$/u, '');
  return (path.split('/').at(-1) ?? path).replace(/\.onnx$/iu, '');
}
