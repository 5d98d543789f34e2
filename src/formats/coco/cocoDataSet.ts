import type {
  DataSet,
  DataSetCategory,
  DataSetImage,
  DataSetObject,
} from '#core/dataset/dataSet.ts';
import { isObject, parseJson } from './foreign.ts';
import { ItemStore } from './itemStore.ts';
import { readObject } from './readObject.ts';

/** A data set that still knows the ids of its files, by which results name images and categories. */
export interface CocoDataSet extends DataSet {
  /** Index of an image by its id, see `idKey`; of the first file that has the id. */
  readonly imageOfId: ReadonlyMap<string, number>;
  readonly categoryOfId: ReadonlyMap<string, number>;
}

/** An annotation that can be read: where its JSON is kept, and its category. */
export interface KeptItem {
  readonly item: number; // of the store
  readonly category: number;
}

/** The data set of annotations that are kept as JSON and read when their image is asked for. */
export function lazyDataSet(
  parts: Pick<CocoDataSet, 'name' | 'categories' | 'images' | 'imageOfId' | 'categoryOfId'>,
  kept: {
    readonly itemsOf: readonly (readonly KeptItem[])[]; // by image
    readonly store: ItemStore;
    decode(utf8: Uint8Array<ArrayBuffer>): string;
  },
): CocoDataSet {
  return {
    ...parts,
    objectsOf(image) {
      const size = parts.images[image]?.size;
      const items = (size && kept.itemsOf[image]) ?? [];
      const objects = items.flatMap(({ item, category }): DataSetObject[] => {
        const record = parseJson(kept.decode(kept.store.get(item)))?.value;
        const object = size && isObject(record) && readObject(record, category, size).object;
        return object ? [object] : [];
      });
      return Promise.resolve(objects);
    },
  };
}

/** What is gathered of one file or several. */
export class CocoGathering {
  readonly store = new ItemStore();
  readonly categories: DataSetCategory[] = [];
  readonly images: DataSetImage[] = [];
  readonly itemsOf: KeptItem[][] = [];
  readonly imageOfId = new Map<string, number>();
  readonly categoryOfId = new Map<string, number>();
  private readonly imageOfName = new Map<string, number>();
  private readonly categoryOfName = new Map<string, number>();

  /** @returns its index, and whether a category of that name was there */
  addCategory(category: DataSetCategory): { readonly index: number; readonly isKnown: boolean } {
    const known = this.categoryOfName.get(category.name);
    if (known !== undefined) return { index: known, isKnown: true };
    this.categories.push(category);
    this.categoryOfName.set(category.name, this.categories.length - 1);
    return { index: this.categories.length - 1, isKnown: false };
  }

  /** @returns its index, and whether an image of that name was there; then it gains the split only */
  addImage(image: DataSetImage): { readonly index: number; readonly isKnown: boolean } {
    const index = this.imageOfName.get(image.fileName);
    const known = index === undefined ? undefined : this.images[index];
    if (index !== undefined && known) {
      this.images[index] = { ...known, split: known.split ?? image.split };
      return { index, isKnown: true };
    }
    this.images.push(image);
    this.itemsOf.push([]);
    this.imageOfName.set(image.fileName, this.images.length - 1);
    return { index: this.images.length - 1, isKnown: false };
  }

  noteIds(ids: {
    readonly images: ReadonlyMap<string, number>;
    readonly categories: ReadonlyMap<string, number>;
  }): void {
    for (const [id, index] of ids.images)
      if (!this.imageOfId.has(id)) this.imageOfId.set(id, index);
    for (const [id, index] of ids.categories) {
      if (!this.categoryOfId.has(id)) this.categoryOfId.set(id, index);
    }
  }
}

/** Text that names nothing on a disk but below a folder. */
export function relativeName(fileName: unknown): string | null {
  if (typeof fileName !== 'string') return null;
  const parts = fileName.replaceAll('\\', '/').split('/');
  const name = parts.filter((part) => part !== '' && part !== '.' && part !== '..').join('/');
  return name === '' ? null : name;
}
