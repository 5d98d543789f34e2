import type { DataSet, DataSetObject } from '#core/dataset/dataSet.ts';
import { labelMapOf, type LabelMap } from '#core/dataset/labelMap.ts';
import { overlapLosses } from '#core/dataset/overlapLosses.ts';
import { unsaidOfObject, unsaidOfSet } from '#core/dataset/unsaid.ts';
import { visitColumnSpans } from '#core/mask/columnSpans.ts';
import { encodeLabelImage, type LabelDepth } from '#formats/codecs/labelImage.ts';
import { distinctColours, labelMapText } from '#formats/codecs/labelMap.ts';
import { vocPalette, type Rgb } from '#formats/codecs/vocPalette.ts';
import type { FormatWriter, OutputFile, WriteContext } from '#formats/format.ts';
import { maskIndex, stemOf } from './maskIndex.ts';

/** The most numbers that a palette has room for: 255 means "not judged" to many trainers. */
const paletteRoom = 254;

/**
 * One PNG an image whose values are categories from 1, 0 where nothing is: a palette for up to 254
 * categories, 16 bits for more. `categories.json` says which is which, `labelmap.txt` the same to CVAT
 * and Datumaro. Later objects are in front; those of one category melt into one area.
 */
export const semanticPngWriter: FormatWriter = { write: writeSemantic };

async function* writeSemantic(dataSet: DataSet, context: WriteContext): AsyncIterable<OutputFile> {
  for (const loss of unsaidOfSet(dataSet, kept)) context.lose(loss);
  const colours = distinctColours(dataSet.categories.map(({ color }) => color));
  const black: Rgb = [0, 0, 0];
  const depth: LabelDepth =
    dataSet.categories.length <= paletteRoom
      ? { kind: 'palette', colours: [black, ...colours] }
      : { kind: '16bit' };
  const labels = dataSet.categories.map(({ name }, i) => ({ name, colour: colours[i] ?? black }));
  const labelMap = labelMapText([{ name: 'background', colour: black }, ...labels]);
  yield { path: 'labelmap.txt', content: { kind: 'text', text: [labelMap] } };
  for (const image of dataSet.images.keys()) {
    yield* picture(image, context);
    const all = await dataSet.objectsOf(image);
    const objects = all.filter((object, i) => hasNumber(object, { image, object: i }, context));
    const { size } = dataSet.images[image] ?? { size: { width: 1, height: 1 } };
    const map = labelMapOf(
      size,
      objects.map(({ mask }) => mask),
    );
    const values = map.labels.map((label) =>
      label === 0 ? 0 : (objects[label - 1]?.category ?? -1) + 1,
    );
    loseSemantic(objects, { image, values }, context);
    const bytes = encodeLabelImage({ size, values }, depth);
    yield { path: maskPath(image, context), content: { kind: 'bytes', bytes } };
  }
  const text = maskIndex('semantic', dataSet, context, {
    ofImage: (image) => maskPath(image, context),
    ofObject: () => null,
  });
  yield { path: 'categories.json', content: { kind: 'text', text } };
}

/** Whether 16 bits have a number for the object's category. */
function hasNumber(
  { category }: DataSetObject,
  place: { readonly image: number; readonly object: number },
  context: WriteContext,
): boolean {
  if (category < 65_535) return true;
  context.lose({ ...place, kind: 'objectDropped', detail: 'no number left for its category' });
  return false;
}

/** Objects that melted into another of their category, or lost pixels to another category. */
function loseSemantic(
  objects: readonly DataSetObject[],
  { image, values }: { readonly image: number; readonly values: Uint32Array },
  context: WriteContext,
): void {
  const seen = new Set<number>();
  const visibleAreas = new Uint32Array(objects.length);
  const hiddenAreas = new Uint32Array(objects.length);
  for (const [i, object] of objects.entries()) {
    const { category, mask } = object;
    const place = { image, object: i };
    for (const loss of unsaidOfObject(object, place)) context.lose(loss);
    if (seen.has(category)) {
      const detail = 'melted into another object of its category';
      context.lose({ ...place, kind: 'objectDropped', detail });
    }
    seen.add(category);
    visitColumnSpans(mask, (x, top, bottom) => {
      for (let y = top; y < bottom; y += 1) {
        const areas = values[y * mask.size.width + x] === category + 1 ? visibleAreas : hiddenAreas;
        areas[i] = (areas[i] ?? 0) + 1;
      }
    });
  }
  for (const loss of overlapLosses({ visibleAreas, hiddenAreas }, image)) context.lose(loss);
}

/**
 * One PNG an image whose values are objects from 1 in their order, 0 where nothing is. `instances.json`
 * says what each is. Later objects are in front; of one that is hidden nothing is written. An image of
 * more objects than its depth has numbers for gets the next deeper one, which the index need not say.
 */
export const instancePngWriter: FormatWriter = { write: writeInstances };

async function* writeInstances(dataSet: DataSet, context: WriteContext): AsyncIterable<OutputFile> {
  for (const loss of unsaidOfSet(dataSet, kept)) context.lose(loss);
  const hidden = new Set<string>();
  const palette = vocPalette();
  for (const image of dataSet.images.keys()) {
    yield* picture(image, context);
    const objects = await dataSet.objectsOf(image);
    const { size } = dataSet.images[image] ?? { size: { width: 1, height: 1 } };
    const map = labelMapOf(
      size,
      objects.map(({ mask }) => mask),
    );
    loseInstances(objects, { image, map }, context);
    for (const [i, area] of map.visibleAreas.entries()) if (area === 0) hidden.add(`${image} ${i}`);
    const depth = depthFor(objects.length, context.options.instanceIds, palette);
    const bytes = encodeLabelImage({ size, values: map.labels }, depth);
    yield { path: maskPath(image, context), content: { kind: 'bytes', bytes } };
  }
  const text = maskIndex('instance', dataSet, context, {
    ofImage: (image) => maskPath(image, context),
    ofObject: (image, object) => (hidden.has(`${image} ${object}`) ? null : { id: object + 1 }),
  });
  yield { path: 'instances.json', content: { kind: 'text', text } };
}

function loseInstances(
  objects: readonly DataSetObject[],
  { image, map }: { readonly image: number; readonly map: LabelMap },
  context: WriteContext,
): void {
  for (const [i, object] of objects.entries()) {
    for (const loss of unsaidOfObject(object, { image, object: i }, keptOfObjects)) {
      context.lose(loss);
    }
  }
  for (const loss of overlapLosses(map, image)) context.lose(loss);
}

function depthFor(
  count: number,
  wished: 'palette' | '16bit' | 'rgb',
  colours: readonly Rgb[],
): LabelDepth {
  if (wished === 'palette' && count <= paletteRoom) return { kind: 'palette', colours };
  return wished !== 'rgb' && count < 65_536 ? { kind: '16bit' } : { kind: 'rgb' };
}

const kept = ['supercategoryDropped', 'colorDropped', 'splitDropped', 'tagDropped'] as const;

/** What the index says of objects. */
export const keptOfObjects = [
  'attributeDropped',
  'crowdDropped',
  'scoreDropped',
  'groupDropped',
  'nameDropped',
] as const;

function* picture(image: number, context: WriteContext): Iterable<OutputFile> {
  if (!context.options.hasPictures) return;
  yield { path: `images/${context.fileNames[image] ?? ''}`, content: { kind: 'picture', image } };
}

function maskPath(image: number, context: WriteContext): string {
  return `masks/${stemOf(context.fileNames[image])}.png`;
}
