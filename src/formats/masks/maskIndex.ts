import type { DataSet, DataSetObject } from '#core/dataset/dataSet.ts';
import { boundsOf } from '#core/mask/measures.ts';
import type { WriteContext } from '#formats/format.ts';

/** What kind of pictures an index is of. */
export type MaskKind = 'semantic' | 'instance' | 'binary' | 'cutouts';

/** Where masks lie. */
export interface MaskPaths {
  /** The one picture of an image's masks; null: each object has its own. */
  readonly ofImage: ((image: number) => string) | null;
  /** An object's entry; null: it has none. */
  readonly ofObject: (image: number, object: number, of: DataSetObject) => ObjectEntry | null;
}

/** How an object is found in the pictures. */
export type ObjectEntry = { readonly id: number } | { readonly file: string };

/**
 * The index beside the pictures, as JSON: categories with their ids from 1, images with their masks, and
 * what pictures cannot say of objects. An image a line, so that it need not be in memory at once.
 */
export async function* maskIndex(
  kind: MaskKind,
  dataSet: DataSet,
  context: WriteContext,
  paths: MaskPaths,
): AsyncIterable<string> {
  const categories = dataSet.categories.map(({ name, supercategory, color }, i) =>
    JSON.stringify({ id: i + 1, name, supercategory, color }),
  );
  yield `{\n"kind": "${kind}",\n"categories": [\n${categories.join(',\n')}\n],\n"images": [\n`;
  for (const [image, { size, split, tags }] of dataSet.images.entries()) {
    const objects = await dataSet.objectsOf(image);
    const entries = objects.flatMap((object, i) => {
      const entry = paths.ofObject(image, i, object);
      return entry ? [{ ...entry, ...objectFields(object) }] : [];
    });
    const line = {
      file_name: context.fileNames[image],
      width: size.width,
      height: size.height,
      ...(paths.ofImage ? { mask: paths.ofImage(image) } : {}),
      ...(split === null ? {} : { split }),
      ...(tags.length === 0 ? {} : { tags }),
      ...(kind === 'semantic' ? {} : { objects: entries }),
    };
    yield `${JSON.stringify(line)}${image === dataSet.images.length - 1 ? '' : ','}\n`;
  }
  yield ']\n}\n';
}

/** What is not usual of an object, and where it is. */
function objectFields(object: DataSetObject): Record<string, unknown> {
  const { category, mask, isCrowd, score, name, group, attributes } = object;
  const { x, y, width, height } = boundsOf(mask);
  return {
    category_id: category + 1,
    bbox: [x, y, width, height],
    ...(isCrowd ? { iscrowd: 1 } : {}),
    ...(score === null ? {} : { score }),
    ...(name === '' ? {} : { name }),
    ...(group === null ? {} : { group }),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes: sorted(attributes) }),
  };
}

function sorted(attributes: DataSetObject['attributes']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(attributes).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** A file name without its extension. */
export function stemOf(fileName: string | undefined): string {
  return (fileName ?? '').replace(/\.[^./]*$/u, '');
}

/** `…/<number>_<category>.png` for an object of its own, safe on every system. */
export function objectPath(folder: string, object: number, category: string): string {
  const safe = category
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .slice(0, 40);
  return `${folder}/${String(object + 1).padStart(3, '0')}_${safe}.png`;
}
