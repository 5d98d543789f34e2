import type { DataSetObject } from '#core/dataset/dataSet.ts';
import { labelMapOf } from '#core/dataset/labelMap.ts';
import type { Size } from '#core/geometry/size.ts';
import { encodePng } from '../codecs/png.ts';

/** Categories that the red channel can name, 0 being the background. */
const maxCategories = 255;

/** Objects that green and blue together can number. */
const maxObjects = 65_535;

/** The picture of an image's masks, and what is hidden in it. */
export interface InstancePng {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly hiddenAreas: Uint32Array; // px², by object
  readonly unpainted: readonly number[]; // objects that have no number in it
}

/**
 * The masks as a PNG of three channels: red is the category's id + 1, green the number of the object on
 * its image from 1, blue 0; background is black. Beyond 255 objects the number is green + 256 · blue.
 * Later objects are in front. Objects of which only the box is known are not painted.
 * Source: transformers, `examples/pytorch/instance-segmentation`.
 */
export function instancePng(size: Size, objects: readonly DataSetObject[]): InstancePng {
  const isPainted = objects.map(
    ({ isBoxOnly, category }, i) => !isBoxOnly && category < maxCategories && i < maxObjects,
  );
  const painted = objects.flatMap((object, i) => (isPainted[i] ? [{ object, number: i + 1 }] : []));
  const { labels, hiddenAreas } = labelMapOf(
    size,
    painted.map(({ object }) => object.mask),
  );
  const data = new Uint8Array(size.width * size.height * 3);
  for (let pixel = 0; pixel < labels.length; pixel += 1) {
    const shown = painted[(labels[pixel] ?? 0) - 1];
    if (!shown) continue;
    data[3 * pixel] = shown.object.category + 1;
    data[3 * pixel + 1] = shown.number % 256;
    data[3 * pixel + 2] = Math.floor(shown.number / 256);
  }
  const hidden = new Uint32Array(objects.length);
  for (const [i, { number }] of painted.entries()) hidden[number - 1] = hiddenAreas[i] ?? 0;
  return {
    bytes: encodePng({ size, channels: 3, data, palette: null }),
    hiddenAreas: hidden,
    unpainted: objects.flatMap(({ isBoxOnly }, i) => (isPainted[i] || isBoxOnly ? [] : [i])),
  };
}
