import type { DataSet } from '#core/dataset/dataSet.ts';
import type { Loss } from '#core/dataset/loss.ts';
import type { Split } from '#core/project/split.ts';

/** Where everything lies. */
export interface YoloLayout {
  readonly dataYaml: string;
  readonly images: readonly {
    readonly picturePath: string;
    readonly labelPath: string;
  }[];
}

const splits = ['train', 'val', 'test'] as const;

/**
 * Folders and `data.yaml` as Ultralytics takes them: `images/<split>/…` beside `labels/<split>/….txt`,
 * `train` and `val` both there and not empty, `names` by class from 0. Images of no split train; without
 * a split or without images for validation `val` names the same images as `train`. No `path`: without
 * one the folders are looked for beside `data.yaml`, a relative one would be below a folder of the
 * trainer's own settings.
 * Source: ultralytics `check_det_dataset`, `img2label_paths` (which exchanges the last folder named
 * `images` in a path, so that no folder of pictures may be called so).
 *
 * @param fileNames of the images, safe and unique, stems unique too
 */
export function yoloLayout(
  dataSet: DataSet,
  fileNames: readonly string[],
  lose: (loss: Loss) => void,
): YoloLayout {
  const named = pictureNames(fileNames, lose);
  const isSplit = dataSet.images.some(({ split }) => split !== null);
  const homes = dataSet.images.map(({ split }) => split ?? 'train');
  if (isSplit) {
    for (const [image, { split }] of dataSet.images.entries()) {
      if (split !== null) continue;
      lose({ kind: 'splitDropped', image, object: null, detail: 'of no split, put to train' });
    }
  }
  return {
    dataYaml: dataYaml(dataSet, usesOf(homes, lose)),
    images: named.map((name, image) => {
      const path = `${homes[image] ?? 'train'}/${name}`;
      return {
        picturePath: `images/${path}`,
        labelPath: `labels/${path.replace(/\.[^./]*$/u, '')}.txt`,
      };
    }),
  };
}

/** The folder that each use of the images names. */
type Uses = Readonly<Partial<Record<Split, Split>>>;

/** Training and validation both get images. */
function usesOf(homes: readonly Split[], lose: (loss: Loss) => void): Uses {
  const filled = splits.filter((split) => homes.includes(split));
  const train = filled.includes('train') ? 'train' : (filled[0] ?? 'train');
  const val = filled.includes('val') ? 'val' : train;
  const detail = `train names images/${train}, val images/${val}, as both need images`;
  if (train !== 'train' || val !== 'val') {
    lose({ kind: 'splitDropped', image: null, object: null, detail });
  }
  return { train, val, ...(filled.includes('test') ? { test: 'test' } : {}) };
}

function dataYaml({ categories }: DataSet, uses: Uses): string {
  const folders = splits.flatMap((split) =>
    uses[split] ? [`${split}: images/${uses[split]}`] : [],
  );
  const names = categories.map(({ name }, i) => `  ${i}: ${quoted(name)}`);
  return [...folders, '', 'names:', ...names, ''].join('\n');
}

/** A string as YAML and JSON both read it, of characters that YAML's own readers take. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The names, with no folder called `images` in them. */
function pictureNames(fileNames: readonly string[], lose: (loss: Loss) => void): readonly string[] {
  const folders = new Set(fileNames.flatMap((name) => name.split('/').slice(0, -1)));
  let other = 'images_';
  while (folders.has(other)) other += '_';
  return fileNames.map((name, image) => {
    const parts = name.split('/');
    const safe = parts
      .map((part, i) => (part === 'images' && i < parts.length - 1 ? other : part))
      .join('/');
    if (safe !== name) lose({ kind: 'renamed', image, object: null, detail: `${name} → ${safe}` });
    return safe;
  });
}
