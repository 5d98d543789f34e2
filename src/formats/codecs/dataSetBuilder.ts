import type {
  DataSet,
  DataSetCategory,
  DataSetImage,
  DataSetObject,
} from '#core/dataset/dataSet.ts';
import type { Size } from '#core/geometry/size.ts';

/** Collects what a reader finds, each category and each image once, by its name. */
export class DataSetBuilder {
  readonly #categories: DataSetCategory[] = [];
  readonly #categoryPlaces = new Map<string, number>();
  readonly #images: DataSetImage[] = [];
  readonly #imagePlaces = new Map<string, number>();
  readonly #objects: DataSetObject[][] = [];

  /** False when there is one of that name. */
  addCategory(category: DataSetCategory): boolean {
    if (this.#categoryPlaces.has(category.name)) return false;
    this.#categoryPlaces.set(category.name, this.#categories.length);
    this.#categories.push(category);
    return true;
  }

  /** The place of a category, which is made when nobody named it before. */
  categoryOf(name: string): number {
    this.addCategory({ name, supercategory: '', color: null, attributes: [] });
    return this.#categoryPlaces.get(name) ?? 0;
  }

  /**
   * Its place; null when there is one of that name.
   *
   * @param spareName what it is called when its own name is taken
   */
  addImage(image: DataSetImage, spareName: string | null = null): number | null {
    if (this.#imagePlaces.has(image.fileName)) {
      return spareName === null ? null : this.addImage({ ...image, fileName: spareName });
    }
    const place = this.#images.length;
    this.#imagePlaces.set(image.fileName, place);
    this.#images.push(image);
    this.#objects.push([]);
    return place;
  }

  /** The size of the image at a place. */
  sizeOf(image: number): Size | null {
    return this.#images[image]?.size ?? null;
  }

  addObject(image: number, object: DataSetObject): void {
    this.#objects[image]?.push(object);
  }

  finish(name: string): DataSet {
    const objects = this.#objects;
    return {
      name,
      categories: [...this.#categories],
      images: [...this.#images],
      objectsOf: (image) => Promise.resolve(objects[image] ?? []),
    };
  }
}
