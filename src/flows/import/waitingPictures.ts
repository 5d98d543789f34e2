import { isSameSize } from '#core/geometry/size.ts';
import type { ImageSummary } from '#core/project/project.ts';
import type { ImportedImage } from '#images/images.ts';
import type { Services } from '../services.ts';
import type { ImportPlan } from './importPlan.ts';

/**
 * Images whose pictures are missing, as after a restore without them, and which file each waits for:
 * one with the same bytes or, where an old record has no hash, of the same name, length and size.
 */
export class WaitingPictures {
  private readonly byHash = new Map<string, ImageSummary[]>();
  private readonly hashless: ImageSummary[] = [];
  private readonly ids = new Set<ImageSummary['id']>();

  constructor(images: Iterable<ImageSummary>) {
    for (const image of images) {
      this.ids.add(image.id);
      if (image.contentHash === null) this.hashless.push(image);
      else this.byHash.set(image.contentHash, [...this.withHash(image.contentHash), image]);
    }
  }

  has({ id }: ImageSummary): boolean {
    return this.ids.has(id);
  }

  /** The images that a picture belongs to, which wait no longer; none when nobody waits for it. */
  take(picture: ImportedImage, fileName: string): readonly ImageSummary[] {
    const { contentHash, size } = picture;
    const twins = this.withHash(contentHash).filter((image) => isSameSize(image.size, size));
    if (twins.length > 0) {
      if (contentHash !== null) this.byHash.delete(contentHash);
      return twins;
    }
    const at = this.hashless.findIndex(
      (image) =>
        lastPart(image.fileName) === lastPart(fileName) &&
        image.sizeBytes === picture.blob.size &&
        isSameSize(image.size, size),
    );
    return at < 0 ? [] : this.hashless.splice(at, 1);
  }

  private withHash(contentHash: string | null): readonly ImageSummary[] {
    return contentHash === null ? [] : (this.byHash.get(contentHash) ?? []);
  }
}

/** The images of the open project that an import may bring the pictures of. */
export async function findWaiting(
  { storage, stores }: Pick<Services, 'storage' | 'stores'>,
  images: readonly ImageSummary[],
  { isLinked }: Pick<ImportPlan, 'isLinked'>,
): Promise<WaitingPictures> {
  const hasFolder = stores.folder.getState().handle !== null;
  // what is read in place lacks its thumbnail only, and nothing while its folder is another one's affair
  const kept = images.filter((image) => !image.isLinked || (!isLinked && !hasFolder));
  const linked = images.filter((image) => image.isLinked && isLinked);
  const [blobs, thumbnails] = await Promise.all([
    storage.missingBytes('blobs', keysOf(kept)),
    storage.missingBytes('thumbnails', keysOf(linked)),
  ]);
  return new WaitingPictures([
    ...kept.filter(({ blobKey }) => blobs.has(blobKey)),
    ...linked.filter(({ blobKey }) => thumbnails.has(blobKey)),
  ]);
}

function keysOf(images: readonly ImageSummary[]): readonly string[] {
  return images.map(({ blobKey }) => blobKey);
}

function lastPart(fileName: string): string {
  return fileName.slice(fileName.lastIndexOf('/') + 1);
}
