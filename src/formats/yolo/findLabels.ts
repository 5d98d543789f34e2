import type { Split } from '#core/project/split.ts';
import type { InputFiles, InputPicture, ReadContext } from '#formats/format.ts';
import { splitFinder } from './findSplits.ts';
import { isInLabelFolder, isLabelPath, isPicture, pictureStem, stemOf } from './paths.ts';

/** A picture and the file of its labels. */
export interface LabelledPicture {
  readonly picture: InputPicture;
  readonly labelPath: string | null; // null: nothing is on it
  readonly split: Split | null;
}

/**
 * The pictures of a data set with their label files: `labels` beside `images` in whichever order of
 * folders, or the label beside its picture. Pictures that lists or folders name and that have no labels
 * come too: background. A label file without its picture is reported.
 *
 * @param folders see `YoloNames`
 */
export async function findLabels(
  files: InputFiles,
  folders: ReadonlyMap<string, readonly string[]>,
  context: ReadContext,
): Promise<readonly LabelledPicture[]> {
  const pictures = new Map(files.paths.filter(isPicture).map((path) => [stemOf(path), path]));
  const splits = await splitFinder(files, folders);
  const found = new Map<string, LabelledPicture>();
  for (const labelPath of files.paths.filter(isLabelPath)) {
    context.stopIfAborted();
    const stem = pictureStem(labelPath);
    const path = pictures.get(stem) ?? pictures.get(stemOf(labelPath));
    const picture = await (path === undefined ? lookUp(files, stem) : files.pictureOf(path));
    const issue = { severity: 'error', file: labelPath, path: '' } as const;
    if (!picture) {
      if (isInLabelFolder(labelPath) || (await looksLikeLabels(files, labelPath))) {
        const detail = `no picture named ${stem.slice(stem.lastIndexOf('/') + 1)}`;
        context.report({ ...issue, kind: 'missingImage', detail });
      }
    } else if (found.has(picture.fileName)) {
      context.report({ ...issue, kind: 'duplicateRecord', detail: picture.fileName });
    } else {
      const split = splits.of(path === undefined ? stem : stemOf(path));
      found.set(picture.fileName, { picture, labelPath, split });
    }
  }
  for (const path of [...pictures.values(), ...splits.listed]) {
    const picture = await files.pictureOf(path);
    if (!picture || found.has(picture.fileName)) continue;
    found.set(picture.fileName, { picture, labelPath: null, split: splits.of(stemOf(path)) });
  }
  return [...found.values()];
}

const extensions = ['jpg', 'jpeg', 'png', 'JPG', 'webp', 'bmp', 'tif', 'tiff', 'PNG', 'JPEG'];

/** The picture whose path ends as that stem does, as long an end as possible. */
async function lookUp(files: InputFiles, stem: string): Promise<InputPicture | null> {
  const byStem = await files.pictureOf(`${stem}.`);
  if (byStem) return byStem;
  const folders = stem.split('/');
  for (let from = 0; from < folders.length - 1 && from < 4; from += 1) {
    const end = folders.slice(from).join('/');
    for (const extension of extensions) {
      const picture = await files.pictureOf(`${end}.${extension}`);
      if (picture && `/${stemOf(picture.fileName)}`.endsWith(`/${end}`)) return picture;
    }
  }
  return null;
}

async function looksLikeLabels(files: InputFiles, path: string): Promise<boolean> {
  const head = files.decode(await files.headOf(path));
  return /^\s*(?:\d+\s+)(?:[\d.e+-]+\s+){3}/u.test(head);
}
