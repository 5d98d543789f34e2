import type { ImageId } from '#core/annotation/ids.ts';
import { invertChange, type Change } from '#core/project/change.ts';
import { sortedImages } from '#core/project/project.ts';
import { recordRedo, recordUndo } from '#store/documentStore.ts';
import { writeChange } from './commitEdit.ts';
import { openImage } from './openImage.ts';
import { undoPrompt } from './prompts.ts';
import { reportError, say } from './report.ts';
import type { Services } from './services.ts';

/** Takes back the last click of the object in the making, else the last change of the document. */
export async function undo(services: Services): Promise<void> {
  if (await undoPrompt(services)) return;
  await step(services, 'undid');
}

/** Carries out again what was undone last. */
export async function redo(services: Services): Promise<void> {
  await step(services, 'redid');
}

/**
 * Takes one change back, whatever is in the hands.
 *
 * @returns false when another change came after it: then undo is the way
 */
export async function undoChange(services: Services, change: Change): Promise<boolean> {
  const isLast = services.stores.document.getState().done.at(-1) === change;
  if (isLast) await step(services, 'undid', change);
  return isLast;
}

async function step(
  services: Services,
  verb: 'undid' | 'redid',
  only: Change | null = null,
): Promise<void> {
  const { stores } = services;
  const taken = await services.edits.run(async () => {
    const { document, done, undone } = stores.document.getState();
    const change = verb === 'undid' ? done.at(-1) : undone.at(-1);
    if (!document || !change || (only && only !== change)) return null;
    try {
      const written = verb === 'undid' ? invertChange(change) : change;
      await writeChange(services, document, written, { verb });
      (verb === 'undid' ? recordUndo : recordRedo)(stores.document);
      return change;
    } catch (error) {
      reportError(services, error);
      return null;
    }
  });
  if (taken) await follow(services, taken, verb);
}

/**
 * Turns to the image that changed and says so; a step on the open image is seen by itself. One on many
 * images, or in the gallery, is told only.
 */
async function follow(services: Services, change: Change, verb: 'undid' | 'redid'): Promise<void> {
  const { document } = services.stores.document.getState();
  const { openImageId, screen } = services.stores.session.getState();
  const touched = [...new Set(imagesOf(change))].filter((id) => document?.images.has(id));
  const isOpenThere = openImageId !== null && document?.images.has(openImageId);
  const isGallery = screen === 'gallery';
  if (isOpenThere && (isGallery || touched.length > 1)) {
    say(services, 'info', { about: 'step', verb, change: change.name, fileName: null });
    return;
  }
  if (isOpenThere && (touched.length === 0 || touched.includes(openImageId))) return;
  const first = sortedImages(document?.images.values() ?? [])[0]?.id ?? null;
  const target = touched.at(-1) ?? first;
  const fileName = target && (document?.images.get(target)?.fileName ?? null);
  say(services, 'info', { about: 'step', verb, change: change.name, fileName });
  await openImage(services, target);
}

function imagesOf(change: Change): readonly ImageId[] {
  return change.edits.flatMap((edit) => {
    switch (edit.kind) {
      case 'image':
        return (edit.after ?? edit.before)?.id ?? [];
      case 'annotation':
        return (edit.after ?? edit.before)?.imageId ?? [];
      case 'project':
      case 'category':
        return [];
    }
  });
}
