import type { ImageId } from '#core/annotation/ids.ts';
import type { ImageSummary } from '#core/project/project.ts';
import type { FileStat } from '#files/arrival.ts';

/** A file of the folder as it is now. */
export interface FolderFile extends FileStat {
  readonly path: string;
}

/** How a folder and the images that are read from it differ, told by place, size and time alone. */
export interface FolderDifference {
  readonly newFiles: readonly FolderFile[];
  readonly changed: readonly { readonly image: ImageSummary; readonly file: FolderFile }[];
  readonly missing: readonly ImageSummary[];
}

/** Compares the images of a project with the files of its folder. */
export function compareFolder(
  images: Iterable<ImageSummary>,
  files: readonly FolderFile[],
): FolderDifference {
  const fileByPath = new Map(files.map((file) => [file.path, file]));
  const known = new Set<string>();
  const changed: { image: ImageSummary; file: FolderFile }[] = [];
  const missing: ImageSummary[] = [];
  for (const image of images) {
    if (!image.source) continue;
    known.add(image.source.path);
    if (!image.isLinked) continue;
    const file = fileByPath.get(image.source.path);
    if (!file) missing.push(image);
    else if (isOther(file, image.source)) changed.push({ image, file });
  }
  return { newFiles: files.filter(({ path }) => !known.has(path)), changed, missing };
}

/** Whether a file is not, or not surely, what it was. */
function isOther(file: FileStat, former: FileStat): boolean {
  return file.sizeBytes !== former.sizeBytes || file.lastModified !== former.lastModified;
}

/** Pairs of a missing image and a new file that may be the same one, moved: their sizes are equal. */
export function movedCandidates({
  missing,
  newFiles,
}: FolderDifference): readonly { readonly image: ImageSummary; readonly file: FolderFile }[] {
  const bySize = new Map<number, FolderFile[]>();
  for (const file of newFiles) {
    const list = bySize.get(file.sizeBytes);
    if (list) list.push(file);
    else bySize.set(file.sizeBytes, [file]);
  }
  return missing.flatMap((image) =>
    (bySize.get(image.source?.sizeBytes ?? -1) ?? []).map((file) => ({ image, file })),
  );
}

/** The image at another place, or at another time, in the folder; its bytes are the same. */
export function relinked(image: ImageSummary, { path, sizeBytes, lastModified }: FolderFile) {
  const fileName = image.fileName === image.source?.path ? path : image.fileName;
  return { ...image, fileName, source: { path, sizeBytes, lastModified } };
}

/** Ids of images. */
export function idsOf(images: readonly ImageSummary[]): readonly ImageId[] {
  return images.map(({ id }) => id);
}
