import { setEmbeddingState, setModelState } from '#store/engineStore.ts';
import { rearmPreview } from '#store/hoverStore.ts';
import { withoutAnswers } from '#store/prompting.ts';
import { setPrompting } from '#store/sessionStore.ts';
import { commitEdit } from './commitEdit.ts';
import { prepareImage } from './prepareImage.ts';
import { isAbort, reportError, say } from './report.ts';
import type { Services } from './services.ts';

/** Lets another model segment the images of the project. @param modelId null: the built-in one */
export async function chooseModel(services: Services, modelId: string | null): Promise<void> {
  await commitEdit(services, ({ project }) =>
    (project.modelId ?? null) === modelId
      ? null
      : {
          name: 'chooseModel',
          edits: [{ kind: 'project', before: project, after: { ...project, modelId } }],
        },
  );
}

/**
 * Turns the segmenter to the model of the project. One that is not on this machine is told, and the
 * built-in one takes its place; the project keeps its choice.
 *
 * @returns whether the segmenter is another one now
 */
export function applyProjectModel(services: Services): boolean {
  const { stores, sam, modelBench } = services;
  const modelId = stores.document.getState().document?.project.modelId ?? null;
  const model = stores.models.getState().models.find(({ id }) => id === modelId);
  const spec = model ? modelBench.specOf(model.spec) : null;
  if (modelId !== null && !spec) say(services, 'problem', { about: 'modelMissing' });
  return sam.use(spec);
}

/** Follows every change of the project's model, also by undo: the open image is prepared again for it. */
export function followProjectModel(services: Services): () => void {
  return services.stores.document.subscribe(({ document }, former) => {
    if (!document || !former.document) return;
    const modelId = document.project.modelId ?? null;
    if (modelId === (former.document.project.modelId ?? null)) return;
    turnToProjectModel(services).catch((error: unknown) => reportError(services, error));
  });
}

async function turnToProjectModel(services: Services): Promise<void> {
  const { stores, imageTask } = services;
  if (!applyProjectModel(services)) return;
  setModelState(stores.engine, { kind: 'idle' });
  setEmbeddingState(stores.engine, { kind: 'none' });
  const { prompting, picture } = stores.session.getState();
  if (prompting) setPrompting(stores.session, withoutAnswers(prompting));
  rearmPreview(stores.hover); // the times measured are those of the former model
  // an image that is only just being read is prepared by whoever reads it
  if (!picture) return;
  try {
    await prepareImage(services, picture.imageId, imageTask.begin());
  } catch (error) {
    if (!isAbort(error)) throw error;
  }
}
