import type { AttributeSpec, AttributeValues } from '../annotation/attributes.ts';
import type { Provenance } from '../annotation/provenance.ts';
import type { Box } from '../geometry/box.ts';
import type { Size } from '../geometry/size.ts';
import type { Rle } from '../mask/rle.ts';
import type { Polygon } from '../polygon/polygon.ts';
import type { Split } from '../project/split.ts';

/**
 * A labelled data set between two places: what every format can be read as and written from. It knows
 * neither projects nor files; categories and images are named by their place in its lists. Objects are
 * asked for image by image, so that 200,000 of them need not be in memory at once.
 */
export interface DataSet {
  readonly name: string;
  readonly categories: readonly DataSetCategory[]; // names unique
  readonly images: readonly DataSetImage[]; // file names unique
  /** In the order of the file, from the back to the front. The same objects each time. */
  objectsOf(image: number): Promise<readonly DataSetObject[]>;
}

export interface DataSetCategory {
  readonly name: string; // not empty
  readonly supercategory: string; // '' when there is none
  readonly color: string | null; // #rrggbb; null: the format names none
  readonly attributes: readonly AttributeSpec[];
  readonly isThing?: boolean; // false: stuff such as sky, which is not counted; absent: things
}

export interface DataSetImage {
  readonly fileName: string; // '/'-separated, relative to the folder of images
  readonly size: Size; // upright, px
  readonly split: Split | null;
  readonly tags: readonly string[];
  readonly contentHash: string | null; // SHA-256 of the file, hex
}

/** One object, or one prediction of it. */
export interface DataSetObject {
  readonly category: number; // index in `categories`
  readonly mask: Rle; // of the size of its image, never empty; the filled box when `isBoxOnly`
  /** The rings as they stand in the file when they are the master; null: the mask is it. */
  readonly polygon: Polygon | null;
  /** The box as stated, fractions and all; null: that of the mask. */
  readonly box: Box<'image'> | null;
  readonly isBoxOnly: boolean; // nothing finer than the box is known
  /** Area in px² as stated, which evaluation bins by; null: that of the mask. */
  readonly statedArea: number | null;
  readonly isCrowd: boolean; // a region of many objects, which evaluation ignores
  readonly score: number | null; // 0…1; null: not a prediction
  readonly attributes: AttributeValues;
  readonly group: string | null; // objects of one image with equal groups belong together
  readonly name: string; // '' when there is none
  readonly provenance: Provenance | null;
}

/** What most objects are: all that is not said is absent. */
export function plainObject(category: number, mask: Rle): DataSetObject {
  return {
    category,
    mask,
    polygon: null,
    box: null,
    isBoxOnly: false,
    statedArea: null,
    isCrowd: false,
    score: null,
    attributes: {},
    group: null,
    name: '',
    provenance: null,
  };
}
