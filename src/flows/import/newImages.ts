import type { ImageId } from '#core/annotation/ids.ts';
import { splitOfPath, tagsOfPath } from '#core/project/folderLabels.ts';
import { pictureName } from '#core/project/pictureName.ts';
import type { ImageSummary } from '#core/project/project.ts';
import type { Arrival, FileStat } from '#files/arrival.ts';
import type { ImportedImage } from '#images/images.ts';
import type { Services } from '../services.ts';
import type { ImportPlan } from './importPlan.ts';

/** A picture on its way into the project. */
export interface NewPicture {
  readonly arrival: Arrival;
  readonly stat: FileStat;
  readonly picture: ImportedImage;
  readonly order: number;
}

/** The row of a new image. */
export function newImage(
  { now, newId }: Pick<Services, 'now' | 'newId'>,
  plan: ImportPlan,
  { arrival: { path }, stat, picture, order }: NewPicture,
): ImageSummary {
  const id = newId() as ImageId;
  const { tagFolders, splitFolders } = plan.options;
  return {
    id,
    fileName: pictureName(path, picture),
    size: picture.size,
    sizeBytes: picture.blob.size,
    mimeType: picture.mimeType,
    order,
    addedAt: now(),
    credit: plan.credits?.get(path) ?? '',
    categoryCounts: {},
    status: 'new',
    statusSet: null,
    tags: tagFolders
      ? tagsOfPath(path, { rootDepth: plan.rootDepth, withSplits: !splitFolders })
      : [],
    split: splitFolders ? splitOfPath(path) : null,
    notes: [],
    blobKey: blobKeyOf(picture, id),
    isLinked: isReadInPlace(plan, picture),
    source: plan.credits ? null : { path, ...stat },
    contentHash: picture.contentHash,
    perceptualHash: picture.perceptualHash,
    window: picture.window,
  };
}

/** An image that has its picture again: its objects and all that was said of it stay. */
export function withPicture(
  image: ImageSummary,
  plan: ImportPlan,
  { arrival: { path }, stat, picture }: Omit<NewPicture, 'order'>,
): ImageSummary {
  return {
    ...image,
    sizeBytes: picture.blob.size,
    mimeType: picture.mimeType,
    isLinked: isReadInPlace(plan, picture),
    source: plan.credits ? image.source : { path, ...stat },
    contentHash: picture.contentHash ?? image.contentHash,
    perceptualHash: picture.perceptualHash ?? image.perceptualHash,
  };
}

/** What had to be written anew is kept, even of a linked folder: its file is not what readers see. */
export function isReadInPlace(plan: ImportPlan, { isRewritten }: ImportedImage): boolean {
  return plan.isLinked && !isRewritten;
}

/** Equal bytes are kept once; what was written anew is told apart from the bytes it was made of. */
export function blobKeyOf({ contentHash, isRewritten }: ImportedImage, id: ImageId): string {
  if (contentHash === null) return id;
  return isRewritten ? `${contentHash}-upright` : contentHash;
}
