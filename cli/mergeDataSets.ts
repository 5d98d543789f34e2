import type {
  DataSet,
  DataSetCategory,
  DataSetImage,
  DataSetObject,
} from '#core/dataset/dataSet.ts';
import { isSameSize } from '#core/geometry/size.ts';
import { isSameMask } from '#core/mask/measures.ts';

/** One of the data sets that become one. */
export interface MergePart {
  readonly dataSet: DataSet;
  /** SHA-256 of the image files, by image; null: not known. */
  readonly hashes: readonly (string | null)[];
}

/** An image of the merged data set, and those that it was made of. */
export interface MergedImage {
  readonly image: DataSetImage;
  readonly sources: readonly ImagePlace[]; // at least one
}

/** An image by its part and its place there. */
interface ImagePlace {
  readonly part: number;
  readonly image: number;
}

/** Several data sets as one. */
export interface Merged {
  readonly dataSet: DataSet;
  readonly images: readonly MergedImage[];
  readonly joinedCount: number; // images that were there already, byte for byte
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  /** Objects that were there already; grows as objects are asked for. */
  repeatedCount(): number;
}

/**
 * Merges data sets: categories of one name are one, the first colour and attributes stay; pictures that
 * are equal byte for byte and of one size are one, with the objects of all, equal ones once; different
 * pictures of one name get numbers.
 */
export function mergeDataSets(parts: readonly MergePart[]): Merged {
  const categories = new Categories();
  const maps = parts.map(({ dataSet }) => dataSet.categories.map((each) => categories.add(each)));
  const { images, joinedCount, renamed } = mergeImages(parts);
  const repeats = new Map<number, number>();
  const objectsOf = async (index: number): Promise<readonly DataSetObject[]> => {
    const all: DataSetObject[] = [];
    let repeated = 0;
    for (const [source, { part, image }] of (images[index]?.sources ?? []).entries()) {
      const known = source === 0 ? 0 : all.length;
      for (const object of (await parts[part]?.dataSet.objectsOf(image)) ?? []) {
        const category = maps[part]?.[object.category] ?? 0;
        const moved = inPart({ ...object, category }, part, parts.length);
        if (all.slice(0, known).some((other) => isRepeat(other, moved))) repeated += 1;
        else all.push(moved);
      }
    }
    repeats.set(index, repeated);
    return all;
  };
  return {
    dataSet: {
      name: parts.map(({ dataSet }) => dataSet.name).find((name) => name !== '') ?? '',
      categories: categories.list,
      images: images.map(({ image }) => image),
      objectsOf,
    },
    images,
    joinedCount,
    renamed,
    repeatedCount: () => [...repeats.values()].reduce((sum, count) => sum + count, 0),
  };
}

class Categories {
  readonly list: DataSetCategory[] = [];
  readonly #places = new Map<string, number>();

  add(category: DataSetCategory): number {
    const known = this.#places.get(category.name);
    const former = known === undefined ? undefined : this.list[known];
    if (known === undefined || !former) {
      this.#places.set(category.name, this.list.length);
      return this.list.push(category) - 1;
    }
    const names = new Set(former.attributes.map(({ name }) => name));
    this.list[known] = {
      ...former,
      supercategory: former.supercategory || category.supercategory,
      color: former.color ?? category.color,
      attributes: [
        ...former.attributes,
        ...category.attributes.filter(({ name }) => !names.has(name)),
      ],
    };
    return known;
  }
}

function mergeImages(parts: readonly MergePart[]) {
  const images: { image: DataSetImage; sources: ImagePlace[] }[] = [];
  const byHash = new Map<string, number>();
  const taken = new Set<string>();
  const renamed: { from: string; to: string }[] = [];
  let joinedCount = 0;
  for (const [part, { dataSet, hashes }] of parts.entries()) {
    for (const [index, image] of dataSet.images.entries()) {
      const hash = hashes[index] ?? null;
      const twin = hash === null ? undefined : images[byHash.get(hash) ?? -1];
      if (twin && isSameSize(twin.image.size, image.size)) {
        const tags = [...new Set([...twin.image.tags, ...image.tags])];
        twin.image = { ...twin.image, tags, split: twin.image.split ?? image.split };
        twin.sources.push({ part, image: index });
        joinedCount += 1;
        continue;
      }
      const fileName = freeName(image.fileName, taken);
      if (fileName !== image.fileName) renamed.push({ from: image.fileName, to: fileName });
      taken.add(fileName.toLowerCase());
      if (hash !== null && !byHash.has(hash)) byHash.set(hash, images.length);
      images.push({ image: { ...image, fileName }, sources: [{ part, image: index }] });
    }
  }
  return { images, joinedCount, renamed };
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  const dot = name.lastIndexOf('.');
  const end = dot > name.lastIndexOf('/') + 1 ? dot : name.length;
  let free = name;
  for (let copy = 2; taken.has(free.toLowerCase()); copy += 1) {
    free = `${name.slice(0, end)} (${copy})${name.slice(end)}`;
  }
  return free;
}

/** Groups of one part are not those of another. */
function inPart(object: DataSetObject, part: number, partCount: number): DataSetObject {
  if (object.group === null || partCount === 1 || part === 0) return object;
  return { ...object, group: `${object.group} (${part + 1})` };
}

function isRepeat(one: DataSetObject, other: DataSetObject): boolean {
  return (
    one.category === other.category &&
    one.isCrowd === other.isCrowd &&
    one.isBoxOnly === other.isBoxOnly &&
    isSameMask(one.mask, other.mask)
  );
}
