import type { DataSet, DataSetObject } from '#core/dataset/dataSet.ts';
import { holesOf } from '#core/mask/holes.ts';
import { areaOf } from '#core/mask/measures.ts';
import { partsOf } from '#core/mask/parts.ts';

/** What a data set consists of. */
export interface Statistics {
  readonly images: number;
  readonly imagesWithoutObjects: number;
  readonly objects: number;
  readonly splits: Readonly<Record<'train' | 'val' | 'test' | 'none', number>>; // images
  readonly imageSizes: readonly { readonly size: string; readonly count: number }[]; // most first
  /** Objects by area as COCO bins them: below 32² px, below 96² px, the rest. */
  readonly areas: { readonly small: number; readonly medium: number; readonly large: number };
  readonly parts: number; // of all objects
  readonly holes: number;
  readonly withHoles: number; // objects
  readonly ofSeveralParts: number;
  readonly boxesOnly: number;
  readonly crowds: number;
  readonly categories: readonly CategoryStatistics[];
}

export interface CategoryStatistics {
  readonly name: string;
  readonly objects: number;
  readonly images: number; // with at least one of them
  readonly leastArea: number | null; // px², of the mask; null: no objects
  readonly medianArea: number | null;
  readonly largestArea: number | null;
  /** Objects of all used categories ÷ (used categories × own objects); null: no objects. */
  readonly weight: number | null;
}

/**
 * Counts a data set, image by image.
 *
 * Source of the weights: scikit-learn `compute_class_weight('balanced')`.
 */
export async function statisticsOf(
  dataSet: DataSet,
  onProgress: (share: number) => void,
): Promise<Statistics> {
  const counter = new Counter(dataSet);
  for (const image of dataSet.images.keys()) {
    onProgress(image / dataSet.images.length);
    counter.addImage(image, await dataSet.objectsOf(image));
  }
  onProgress(1);
  return counter.result();
}

class Counter {
  readonly #dataSet: DataSet;
  readonly #areas: number[][]; // by category
  readonly #imageCounts: number[];
  readonly #splits = { train: 0, val: 0, test: 0, none: 0 };
  readonly #sizes = new Map<string, number>();
  readonly #bins = { small: 0, medium: 0, large: 0 };
  readonly #sums = {
    parts: 0,
    holes: 0,
    withHoles: 0,
    ofSeveralParts: 0,
    boxesOnly: 0,
    crowds: 0,
    imagesWithoutObjects: 0,
    objects: 0,
  };

  constructor(dataSet: DataSet) {
    this.#dataSet = dataSet;
    this.#areas = dataSet.categories.map(() => []);
    this.#imageCounts = dataSet.categories.map(() => 0);
  }

  addImage(image: number, objects: readonly DataSetObject[]): void {
    const { size, split } = this.#dataSet.images[image] ?? { size: null, split: null };
    const key = size ? `${size.width} × ${size.height}` : '';
    this.#sizes.set(key, (this.#sizes.get(key) ?? 0) + 1);
    this.#splits[split ?? 'none'] += 1;
    if (objects.length === 0) this.#sums.imagesWithoutObjects += 1;
    for (const category of new Set(objects.map((object) => object.category))) {
      this.#imageCounts[category] = (this.#imageCounts[category] ?? 0) + 1;
    }
    for (const object of objects) this.#addObject(object);
  }

  #addObject({ category, mask, isBoxOnly, isCrowd }: DataSetObject): void {
    const area = areaOf(mask);
    const partCount = partsOf(mask).length;
    const holeCount = holesOf(mask).length;
    this.#areas[category]?.push(area);
    this.#bins[area < 32 ** 2 ? 'small' : area < 96 ** 2 ? 'medium' : 'large'] += 1;
    this.#sums.objects += 1;
    this.#sums.parts += partCount;
    this.#sums.holes += holeCount;
    this.#sums.withHoles += Number(holeCount > 0);
    this.#sums.ofSeveralParts += Number(partCount > 1);
    this.#sums.boxesOnly += Number(isBoxOnly);
    this.#sums.crowds += Number(isCrowd);
  }

  result(): Statistics {
    const { images, categories } = this.#dataSet;
    const usedCount = this.#areas.filter(({ length }) => length > 0).length;
    return {
      images: images.length,
      ...this.#sums,
      splits: { ...this.#splits },
      imageSizes: [...this.#sizes]
        .map(([size, count]) => ({ size, count }))
        .toSorted((a, b) => b.count - a.count || (a.size < b.size ? -1 : 1)),
      areas: { ...this.#bins },
      categories: categories.map(({ name }, category) => {
        const areas = (this.#areas[category] ?? []).toSorted((a, b) => a - b);
        const count = areas.length;
        const weight = count === 0 ? null : this.#sums.objects / (usedCount * count);
        return {
          name,
          objects: count,
          images: this.#imageCounts[category] ?? 0,
          leastArea: areas[0] ?? null,
          medianArea: medianOf(areas),
          largestArea: areas.at(-1) ?? null,
          weight,
        };
      }),
    };
  }
}

/** @param sorted ascending */
function medianOf(sorted: readonly number[]): number | null {
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
