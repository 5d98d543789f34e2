import { isAttributeValues } from '#core/annotation/attributes.ts';
import type { DataSetCategory, DataSetObject } from '#core/dataset/dataSet.ts';
import type { Size } from '#core/geometry/size.ts';
import type { Split } from '#core/project/split.ts';
import { isRecord } from '#formats/codecs/classTable.ts';
import type { InputFiles, ReadContext } from '#formats/format.ts';
import type { MaskKind } from './maskIndex.ts';

/** An index as `maskIndex` writes it. */
export interface MaskIndex {
  readonly path: string;
  readonly folder: string; // with the slash behind; '' at the top
  readonly categories: readonly DataSetCategory[];
  /** Categories by their ids. */
  readonly places: ReadonlyMap<number, number>;
  readonly images: readonly IndexedImage[];
}

export interface IndexedImage {
  readonly fileName: string;
  readonly size: Size;
  readonly split: Split | null;
  readonly tags: readonly string[];
  readonly mask: string; // path; '' for none
  readonly objects: readonly IndexedObject[];
}

/** What the index says of an object. */
export interface IndexedObject extends Pick<
  DataSetObject,
  'category' | 'isCrowd' | 'score' | 'name' | 'group' | 'attributes'
> {
  readonly id: number; // 0: none
  readonly file: string; // path; '' for none
}

const names: Readonly<Record<Exclude<MaskKind, 'cutouts'>, string>> = {
  semantic: 'categories.json',
  instance: 'instances.json',
  binary: 'index.json',
};

/** Where the index of a kind lies, judged by its first bytes; null when there is none. */
export async function findIndex(
  files: InputFiles,
  kind: Exclude<MaskKind, 'cutouts'>,
): Promise<string | null> {
  for (const path of files.paths) {
    if (path !== names[kind] && !path.endsWith(`/${names[kind]}`)) continue;
    const head = files.decode(await files.headOf(path));
    if (head.includes(`"kind": "${kind}"`)) return path;
  }
  return null;
}

/** The index at a path; null, and reported, when it is damaged. Bad entries are left out. */
export async function readIndex(
  files: InputFiles,
  path: string,
  context: ReadContext,
): Promise<MaskIndex | null> {
  const data = parsed(await files.textOf(path));
  if (!isRecord(data) || !Array.isArray(data['images']) || !Array.isArray(data['categories'])) {
    const kind = data === null ? 'notJson' : 'wrongShape';
    context.report({ severity: 'error', kind, file: path, path: '', detail: '' });
    return null;
  }
  const refuse = (inside: string): void => {
    context.report({ severity: 'error', kind: 'wrongShape', file: path, path: inside, detail: '' });
  };
  const { categories, places } = categoriesIn(data['categories'], refuse);
  const images = data['images'].flatMap((value: unknown, i) => {
    const image = imageIn(value, places, (inside) => {
      refuse(`images[${i}]${inside}`);
    });
    return image ? [image] : [];
  });
  return { path, folder: path.slice(0, path.lastIndexOf('/') + 1), categories, places, images };
}

function categoriesIn(values: readonly unknown[], refuse: (inside: string) => void) {
  const categories: DataSetCategory[] = [];
  const places = new Map<number, number>();
  for (const [i, value] of values.entries()) {
    const { id, name, supercategory, color } = isRecord(value) ? value : {};
    const isNew = typeof name === 'string' && !categories.some((each) => each.name === name);
    if (!isNew || name === '' || typeof id !== 'number' || places.has(id)) {
      refuse(`categories[${i}]`);
      continue;
    }
    places.set(id, categories.length);
    categories.push({
      name,
      supercategory: typeof supercategory === 'string' ? supercategory : '',
      color: typeof color === 'string' && /^#[\da-f]{6}$/iu.test(color) ? color : null,
      attributes: [],
    });
  }
  return { categories, places };
}

function imageIn(
  value: unknown,
  places: ReadonlyMap<number, number>,
  refuse: (inside: string) => void,
): IndexedImage | null {
  const {
    file_name: fileName,
    width,
    height,
    mask,
    split,
    tags,
    objects,
  } = isRecord(value) ? value : {};
  if (typeof fileName !== 'string' || fileName === '' || !isSide(width) || !isSide(height)) {
    refuse('');
    return null;
  }
  const listed: readonly unknown[] = Array.isArray(objects) ? objects : [];
  const allTags: readonly unknown[] = Array.isArray(tags) ? tags : [];
  return {
    fileName,
    size: { width, height },
    split: split === 'train' || split === 'val' || split === 'test' ? split : null,
    tags: allTags.filter((tag) => typeof tag === 'string'),
    mask: typeof mask === 'string' ? mask : '',
    objects: listed.flatMap((each, i) => {
      const object = objectIn(each, places);
      if (!object) refuse(`.objects[${i}]`);
      return object ? [object] : [];
    }),
  };
}

function objectIn(value: unknown, places: ReadonlyMap<number, number>): IndexedObject | null {
  if (!isRecord(value)) return null;
  const { id, file, category_id: categoryId, iscrowd, score, name, group, attributes } = value;
  const category = typeof categoryId === 'number' ? places.get(categoryId) : undefined;
  if (category === undefined || (typeof id !== 'number' && typeof file !== 'string')) return null;
  return {
    category,
    id: typeof id === 'number' ? id : 0,
    file: typeof file === 'string' ? file : '',
    isCrowd: iscrowd === 1,
    score: typeof score === 'number' && score >= 0 && score <= 1 ? score : null,
    name: typeof name === 'string' ? name : '',
    group: typeof group === 'string' ? group : null,
    attributes: isAttributeValues(attributes) ? attributes : {},
  };
}

function isSide(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) <= 1_000_000;
}

function parsed(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null; // whatever is wrong with it
  }
}
