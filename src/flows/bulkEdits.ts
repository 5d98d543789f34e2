import { isSplitLocked } from '#core/division/ratios.ts';
import type { ImageId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import type { Change, ChangeName, RecordEdit } from '#core/project/change.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import { removeImage, reviseImages } from '#core/project/edits.ts';
import {
  annotationCountOf,
  sortedImages,
  type ImageStatus,
  type ImageSummary,
} from '#core/project/project.ts';
import type { Split } from '#core/project/split.ts';
import { normalizeTag, withTag, withoutTag } from '#core/project/tags.ts';
import { focusCard } from '#store/galleryStore.ts';
import { commitEdit } from './commitEdit.ts';
import { openImage } from './openImage.ts';
import { readObjects } from './readObjects.ts';
import { say } from './report.ts';
import type { Services } from './services.ts';

/** Sets how far the work on images is, with who said so and when. */
export async function setStatusOf(
  services: Services,
  ids: readonly ImageId[],
  status: ImageStatus,
): Promise<void> {
  const { settings } = services.stores;
  const statusSet = { by: settings.getState().displayName, at: services.now() };
  await reviseAll(services, 'setStatus', ids, (image) =>
    image.status === status ? image : { ...image, status, statusSet },
  );
}

/**
 * Puts images into a part of the data set, or with null into none. Refused with `split/locked` where
 * the split has left in an export.
 */
export async function setSplitOf(
  services: Services,
  ids: readonly ImageId[],
  split: Split | null,
): Promise<void> {
  await reviseAll(services, 'setSplit', ids, (image, { project }) => {
    if (image.split === split) return image;
    if (isSplitLocked(project)) throw new AppError({ code: 'split/locked' });
    return { ...image, split };
  });
}

/** Gives images a tag; an empty one is ignored. */
export async function addTagTo(
  services: Services,
  ids: readonly ImageId[],
  typed: string,
): Promise<void> {
  const tag = normalizeTag(typed);
  if (tag !== '') await reviseTags(services, ids, (tags) => withTag(tags, tag));
}

/** Takes a tag off images. */
export async function removeTagFrom(
  services: Services,
  ids: readonly ImageId[],
  tag: string,
): Promise<void> {
  await reviseTags(services, ids, (tags) => withoutTag(tags, tag));
}

/**
 * Takes images and their objects out of the project as one change; undo brings all back. Where the
 * open image is among them, the next one that is shown is opened.
 */
export async function removeImages(services: Services, ids: readonly ImageId[]): Promise<void> {
  const { stores } = services;
  const removed = new Set(ids);
  const next = survivorOf(services, stores.session.getState().openImageId, removed);
  const nextFocused = survivorOf(services, stores.gallery.getState().focusedId, removed);
  await changeAll(services, async (document) => {
    const images = imagesOf(document, ids);
    const inhabited = images.filter((image) => annotationCountOf(image) > 0);
    const objects = await readObjects(services, inhabited, 'removeImages');
    const edits = images.flatMap((image) => removeImage(image, objects.get(image.id) ?? []).edits);
    return { name: 'removeImages', edits };
  });
  const { document } = stores.document.getState();
  const { focusedId } = stores.gallery.getState();
  if (focusedId && !document?.images.has(focusedId)) focusCard(stores.gallery, nextFocused);
  const open = stores.session.getState().openImageId;
  if (!document || !open || document.images.has(open)) return;
  const [first] = sortedImages(document.images.values());
  await openImage(services, next ?? first?.id ?? null);
}

/** The shown image that stays and comes next after one that goes, else the nearest before it. */
function survivorOf(
  { stores: { shown } }: Services,
  imageId: ImageId | null,
  removed: ReadonlySet<ImageId>,
): ImageId | null {
  for (const step of [1, -1]) {
    for (let by = step; ; by += step) {
      const image = shown.neighbourOf(imageId, by);
      if (!image) break;
      if (!removed.has(image.id)) return image.id;
    }
  }
  return null;
}

async function reviseTags(
  services: Services,
  ids: readonly ImageId[],
  revise: (tags: readonly string[]) => readonly string[],
): Promise<void> {
  await reviseAll(services, 'setTags', ids, (image) => {
    const tags = revise(image.tags);
    return tags === image.tags ? image : { ...image, tags };
  });
}

async function reviseAll(
  services: Services,
  name: ChangeName,
  ids: readonly ImageId[],
  revise: (image: ImageSummary, document: ProjectDocument) => ImageSummary,
): Promise<void> {
  await changeAll(services, (document) =>
    reviseImages(name, imagesOf(document, ids), (image) => revise(image, document)),
  );
}

/** Carries a change of many images out and says how many there were, with the way back. */
async function changeAll(
  services: Services,
  plan: (document: ProjectDocument) => Change | Promise<Change>,
): Promise<void> {
  let change: Change | null = null;
  const isDone = await commitEdit(services, async (document) => {
    const planned = await plan(document);
    change = planned.edits.length > 0 ? planned : null;
    return change;
  });
  if (isDone && change) say(services, 'info', { about: 'changed', ...summaryOf(change), change });
}

function summaryOf({ edits }: Change): { readonly imageCount: number } {
  return { imageCount: edits.filter((edit: RecordEdit) => edit.kind === 'image').length };
}

function imagesOf(document: ProjectDocument, ids: readonly ImageId[]): readonly ImageSummary[] {
  return ids.flatMap((id) => document.images.get(id) ?? []);
}
