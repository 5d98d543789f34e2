import type { DataSet, DataSetObject } from '#core/dataset/dataSet.ts';
import { labelMapOf } from '#core/dataset/labelMap.ts';
import type { Loss, LossKind } from '#core/dataset/loss.ts';
import { overlapLosses } from '#core/dataset/overlapLosses.ts';
import { unsaidOfObject, unsaidOfSet } from '#core/dataset/unsaid.ts';
import { areaOfSize, type Size } from '#core/geometry/size.ts';
import { encodeLabelImage } from '#formats/codecs/labelImage.ts';
import { distinctColours, hexOf, labelMapText } from '#formats/codecs/labelMap.ts';
import { vocColour, vocPalette } from '#formats/codecs/vocPalette.ts';
import type { FormatWriter, OutputFile, WriteContext } from '#formats/format.ts';
import { annotationXml } from './annotationXml.ts';
import { vocNames } from './vocNames.ts';

/** The highest number of a mask: 255 means "not judged". */
const lastNumber = 254;

/** What XML says. */
const kept: readonly LossKind[] = ['attributeDropped', 'splitDropped'];

/**
 * Pascal VOC: `JPEGImages`, `Annotations` with boxes, `SegmentationClass` and `SegmentationObject` as
 * palette PNG, `ImageSets`, and `labelmap.txt` as CVAT and Datumaro read it. The i-th object of the XML
 * is number i of `SegmentationObject`; later objects are in front. An object past number 254, or of a
 * class past it, keeps its box and loses its mask; one that is a box only has no mask.
 * Source: VOC2012 devkit; Datumaro's docs of the format.
 */
export const vocWriter: FormatWriter = {
  async *write(dataSet, context) {
    for (const loss of unsaidOfSet(dataSet, ['splitDropped'])) context.lose(loss);
    const names = vocNames(dataSet.categories.map(({ name }) => name));
    loseNames(dataSet, names, context);
    yield { path: 'labelmap.txt', content: { kind: 'text', text: [labelMapOfNames(names)] } };
    yield* imageSets(dataSet, context);
    for (const image of dataSet.images.keys()) yield* imageFiles(dataSet, image, names, context);
  },
};

function loseNames(dataSet: DataSet, names: readonly string[], context: WriteContext): void {
  for (const [i, { name }] of dataSet.categories.entries()) {
    if (names[i] === name) continue;
    const detail = `${name} → ${names[i] ?? ''}`;
    context.lose({ kind: 'renamed', image: null, object: null, detail });
  }
}

/** Colours of VOC's palette by the number of the class; past it any others. */
function labelMapOfNames(names: readonly string[]): string {
  const wished = names.map((_, i) => (i < lastNumber ? hexOf(vocColour(i + 1)) : null));
  const colours = distinctColours(wished);
  return labelMapText([
    { name: 'background', colour: [0, 0, 0] },
    ...names.map((name, i) => ({ name, colour: colours[i] ?? ([0, 0, 0] as const) })),
  ]);
}

/** `train`, `val` and `test` where they have images, and `trainval` with all that are not for testing. */
function* imageSets(dataSet: DataSet, context: WriteContext): Iterable<OutputFile> {
  const ids = context.fileNames.map(stemOf);
  for (const set of ['train', 'val', 'test', 'trainval'] as const) {
    const members = dataSet.images.flatMap(({ split }, i) => {
      const isMember = set === 'trainval' ? split !== 'test' : split === set;
      return isMember ? [`${ids[i] ?? ''}\n`] : [];
    });
    if (members.length === 0) continue;
    for (const folder of ['Main', 'Segmentation']) {
      yield { path: `ImageSets/${folder}/${set}.txt`, content: { kind: 'text', text: members } };
    }
  }
}

async function* imageFiles(
  dataSet: DataSet,
  image: number,
  names: readonly string[],
  context: WriteContext,
): AsyncIterable<OutputFile> {
  const fileName = context.fileNames[image] ?? '';
  const id = stemOf(fileName);
  if (context.options.hasPictures) {
    yield { path: `JPEGImages/${fileName}`, content: { kind: 'picture', image } };
  }
  const objects = await dataSet.objectsOf(image);
  const { size } = dataSet.images[image] ?? { size: { width: 1, height: 1 } };
  for (const [object, each] of objects.entries()) {
    const losses = lossesOf(each, { image, object });
    for (const loss of losses) context.lose(loss);
  }
  const isSegmented = objects.some((each, i) => hasMask(each, i));
  const xml = annotationXml({ fileName, size, isSegmented }, objects, names);
  yield { path: `Annotations/${id}.xml`, content: { kind: 'text', text: [xml] } };
  const map = labelMapOf(
    size,
    objects.map((each, i) => (hasMask(each, i) ? each.mask : empty(size))),
  );
  for (const loss of overlapLosses(map, image)) context.lose(loss);
  const classes = map.labels.map((label) =>
    label === 0 ? 0 : (objects[label - 1]?.category ?? -1) + 1,
  );
  const depth = { kind: 'palette', colours: vocPalette() } as const;
  const classPng = encodeLabelImage({ size, values: classes }, depth);
  yield { path: `SegmentationClass/${id}.png`, content: { kind: 'bytes', bytes: classPng } };
  const objectPng = encodeLabelImage({ size, values: map.labels }, depth);
  yield { path: `SegmentationObject/${id}.png`, content: { kind: 'bytes', bytes: objectPng } };
}

function lossesOf(object: DataSetObject, place: Pick<Loss, 'image' | 'object'>): readonly Loss[] {
  const unsaid = unsaidOfObject(object, place, kept);
  if (object.isBoxOnly || hasMask(object, place.object ?? 0)) return unsaid;
  const detail = `numbers of masks end at ${lastNumber}`;
  return [...unsaid, { ...place, kind: 'maskDropped', detail }];
}

function hasMask({ category, isBoxOnly }: DataSetObject, object: number): boolean {
  return !isBoxOnly && object < lastNumber && category < lastNumber;
}

function empty(size: Size) {
  return { size, counts: Uint32Array.of(areaOfSize(size)) };
}

/** A path without the extension of the file. */
function stemOf(path: string): string {
  return path.replace(/\.[^./]*$/u, '');
}
