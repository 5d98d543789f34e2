import type { ImageSummary } from '#core/project/project.ts';
import { AppError } from '#core/failure.ts';
import type { ArchiveInput } from '#files/archive/writeArchive.ts';
import { writeRecord, type FileRecord } from '#formats/native/index.ts';
import { readImage } from '../readImage.ts';
import type { Services } from '../services.ts';

/** What became of the bytes of a project's images. */
export interface ImageTally {
  missingCount: number; // could not be read: moved, not allowed, never there
}

/** The bytes of images and their thumbnails, one image in memory at a time, and the list of them at the end. */
export async function* imageInputs(
  services: Services,
  images: readonly ImageSummary[],
  tally: ImageTally,
  onImage: (doneCount: number) => void,
): AsyncGenerator<ArchiveInput> {
  const listed = new Set<string>();
  let list = '';
  for (const [index, image] of images.entries()) {
    const { blobKey } = image;
    onImage(index);
    if (listed.has(blobKey)) continue;
    listed.add(blobKey);
    const number = String(index + 1).padStart(5, '0');
    const lastModified = new Date(image.addedAt);
    const bytes = await bytesOf(services, image);
    if (!bytes) tally.missingCount += 1;
    const thumbnail = await services.storage.thumbnail(blobKey);
    const record: FileRecord = {
      blobKey,
      image: bytes && { name: `images/${number}-${plainName(image)}`, mimeType: typeOf(bytes) },
      thumbnail: thumbnail && { name: `thumbnails/${number}`, mimeType: typeOf(thumbnail) },
    };
    if (bytes && record.image) yield { name: record.image.name, blob: bytes, lastModified };
    if (thumbnail && record.thumbnail) {
      yield { name: record.thumbnail.name, blob: thumbnail, lastModified };
    }
    list += `${writeRecord('files.jsonl', record)}\n`;
  }
  yield { name: 'files.jsonl', blob: new Blob([list]), lastModified: new Date(services.now()) };
}

/** Null when they are not to be had: the rest of the project is worth saving all the same. */
async function bytesOf(
  services: Pick<Services, 'storage' | 'folders' | 'images' | 'stores'>,
  image: ImageSummary,
): Promise<Blob | null> {
  try {
    return await readImage(services, image);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** The end of an image's name, such that every system takes it. */
function plainName({ fileName }: ImageSummary): string {
  const last = fileName.split('/').at(-1) ?? fileName;
  return last
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '_')
    .replace(/^\.+|\.+$/gu, '')
    .slice(-80);
}

function typeOf({ type }: Blob): string {
  return /^image\/[\w.+-]+$/u.test(type) ? type : '';
}
