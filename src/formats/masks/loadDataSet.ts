import type {
  DataSet,
  DataSetCategory,
  DataSetImage,
  DataSetObject,
} from '#core/dataset/dataSet.ts';
import type { ReadIssue } from '#core/dataset/readIssue.ts';
import { isSameSize, type Size } from '#core/geometry/size.ts';
import { hasPath } from '#formats/codecs/hasPath.ts';
import { decodeLabelImage, type LabelImage } from '#formats/codecs/labelImage.ts';
import type { InputFiles, ReadContext } from '#formats/format.ts';

/** Hears what is wrong. */
export type Report = (issue: ReadIssue) => void;

/** An image and how its objects are found. */
export interface MaskImage extends Omit<DataSetImage, 'contentHash'> {
  readonly load: (report: Report) => Promise<readonly DataSetObject[]>;
}

/**
 * A data set of images whose objects are read when they are asked for. Each is read once before, to
 * report what is wrong. Of two images of one name the first is kept.
 */
export async function loadDataSet(
  categories: readonly DataSetCategory[],
  found: readonly MaskImage[],
  context: ReadContext,
): Promise<DataSet> {
  const taken = new Set<string>();
  const images = found.filter(({ fileName }) => {
    const isFree = !taken.has(fileName);
    taken.add(fileName);
    if (!isFree) {
      const issue = { severity: 'error', kind: 'duplicateRecord', detail: '' } as const;
      context.report({ ...issue, file: fileName, path: '' });
    }
    return isFree;
  });
  for (const [i, { load }] of images.entries()) {
    context.stopIfAborted();
    context.progress(i / images.length);
    await load((issue) => {
      context.report(issue);
    });
  }
  return {
    name: '',
    categories,
    images: images.map(({ fileName, size, split, tags }) => {
      return { fileName, size, split, tags, contentHash: null };
    }),
    objectsOf: (image) => images[image]?.load(() => undefined) ?? Promise.resolve([]),
  };
}

/** The values of a PNG of the wanted size; null, and reported, when it is missing, damaged or of another. */
export async function readLabels(
  files: InputFiles,
  path: string,
  size: Size | null,
  report: Report,
): Promise<LabelImage | null> {
  const issue = { severity: 'error', file: path, path: '', detail: '' } as const;
  if (!hasPath(files, path)) {
    report({ ...issue, kind: 'missingFile' });
    return null;
  }
  const image = decodeLabelImage(await files.bytesOf(path));
  if (!image) report({ ...issue, kind: 'notPng' });
  else if (size && !isSameSize(image.size, size)) {
    const detail = `${image.size.width} × ${image.size.height}, not ${size.width} × ${size.height}`;
    const isTurned = image.size.width === size.height && image.size.height === size.width;
    report({ ...issue, kind: isTurned ? 'turnedSize' : 'wrongSize', detail });
    return null;
  }
  return image;
}
