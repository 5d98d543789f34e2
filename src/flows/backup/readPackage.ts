import type { Annotation } from '#core/annotation/annotation.ts';
import type { ImageId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import type { ImageState, PackageContent } from '#core/merge/packageContent.ts';
import type { NativeRecords } from '#formats/native/index.ts';
import type { Services } from '../services.ts';
import { openBackup, recordOf, recordsOf, verifyBackup, type OpenBackup } from './openBackup.ts';

/**
 * All of a package, checked as a restore checks it. It is in memory as a whole, without bytes of images.
 *
 * @param passphrase null: none was given
 * @throws AppError archive/not-a-package, and what {@link openBackup} and {@link verifyBackup} throw
 */
export async function readPackage(
  services: Pick<Services, 'archives'>,
  file: Blob,
  passphrase: string | null,
  signal = new AbortController().signal,
): Promise<PackageContent> {
  const backup = await openBackup(services, file, passphrase);
  const { kind, packageId } = backup.manifest;
  if (kind !== 'package' || packageId === null)
    throw new AppError({ code: 'archive/not-a-package' });
  await verifyBackup(backup, () => undefined, signal);
  return contentOf(backup, packageId, signal);
}

async function contentOf(
  { archive, manifest }: OpenBackup,
  packageId: string,
  signal: AbortSignal,
): Promise<PackageContent> {
  const all = async <Name extends keyof NativeRecords>(name: Name) => {
    const records: NativeRecords[Name][] = [];
    for await (const batch of recordsOf(archive, name, signal))
      for (const each of batch) records.push(each);
    return records;
  };
  const byImage = groupByImage(await all('annotations.jsonl'));
  const images = new Map<ImageId, ImageState>();
  for (const image of await all('images.jsonl')) {
    images.set(image.id, { image, annotations: byImage.get(image.id) ?? [] });
  }
  const bases = new Map<ImageId, ImageState>();
  for (const { imageId, image, annotations } of await all('packageBases.jsonl')) {
    bases.set(imageId, { image, annotations });
  }
  return {
    packageId,
    project: await recordOf(archive, 'project.json', signal),
    writtenBy: manifest.createdBy,
    categories: await all('categories.jsonl'),
    images,
    bases: manifest.bases === 'content' ? images : bases,
  };
}

function groupByImage(
  annotations: readonly Annotation[],
): ReadonlyMap<ImageId, readonly Annotation[]> {
  const byImage = new Map<ImageId, Annotation[]>();
  for (const annotation of annotations) {
    const list = byImage.get(annotation.imageId);
    if (list) list.push(annotation);
    else byImage.set(annotation.imageId, [annotation]);
  }
  return byImage;
}
