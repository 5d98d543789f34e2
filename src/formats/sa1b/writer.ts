import type { Provenance } from '#core/annotation/provenance.ts';
import type { DataSet, DataSetObject } from '#core/dataset/dataSet.ts';
import type { Loss } from '#core/dataset/loss.ts';
import { unsaidOfObject, unsaidOfSet, type Sayable } from '#core/dataset/unsaidLosses.ts';
import { invariant } from '#core/failure.ts';
import type { Size } from '#core/geometry/size.ts';
import { areaOf, boundsOf } from '#core/mask/measures.ts';
import { rleToString } from '#core/mask/rleString.ts';
import type { FormatWriter, OutputFile, WriteContext } from '../format.ts';
import { onlyCategory } from './onlyCategory.ts';

/**
 * SA-1B JSON, one file beside each picture. `bbox` is that of SA-1B itself: from the first pixel to the
 * last, so that width and height are one less than elsewhere. `predicted_iou` and `stability_score` are
 * the model's where the mask is as the model made it, `point_coords` the foreground points that were
 * clicked. What is not known is left out: readers then take a value of their own, while null would end
 * them (Datumaro), and an invented score would be believed. `crop_box` is the whole image, which the
 * model sees first. Numbers that SA-1B has as floats keep their `.0`, since some readers ask for the type.
 * Source: Kirillov et al. 2023, data card of SA-1B; Datumaro, `segment_anything/base.py`.
 */
export const sa1bWriter: FormatWriter = { write: writeFiles };

const said: ReadonlySet<Sayable> = new Set(['provenance']); // told apart, see below

async function* writeFiles(
  dataSet: DataSet,
  context: WriteContext,
): AsyncGenerator<OutputFile, void, undefined> {
  for (const loss of unsaidOfSet(dataSet, said)) context.lose(loss);
  for (const { name } of dataSet.categories) {
    if (name === onlyCategory) continue;
    context.lose({
      kind: 'renamed',
      image: null,
      object: null,
      detail: `${name}: ${onlyCategory}`,
    });
  }
  let id = 0;
  for (const [image, { size }] of dataSet.images.entries()) {
    const fileName = context.fileNames[image];
    invariant(fileName !== undefined, 'every exported image has a place');
    const annotations = (await dataSet.objectsOf(image)).map((each, object) => {
      for (const loss of lossesOf(each)) context.lose({ ...loss, image, object });
      id += 1;
      return annotationOf(each, id, size);
    });
    const name = fileName.slice(fileName.lastIndexOf('/') + 1);
    const { width, height } = size;
    const head = JSON.stringify({ image_id: image + 1, width, height, file_name: name });
    const text = `{"image": ${head}, "annotations": [${annotations.join(', ')}]}\n`;
    const path = `${fileName.replace(/\.[^./]*$/u, '')}.json`;
    yield { path, content: { kind: 'text', text: [text] } };
    if (context.options.hasPictures) yield { path: fileName, content: { kind: 'picture', image } };
  }
}

/** One object as JSON. */
function annotationOf({ mask, provenance }: DataSetObject, id: number, size: Size): string {
  const { x, y, width, height } = boundsOf(mask);
  const segmentation = { size: [size.height, size.width], counts: rleToString(mask) };
  const fields = [
    ['bbox', floatsText([x, y, width - 1, height - 1])],
    ['area', `${areaOf(mask)}`],
    ['segmentation', JSON.stringify(segmentation)],
    ...scoresOf(provenance),
    ['crop_box', floatsText([0, 0, size.width, size.height])],
    ['id', `${id}`],
  ];
  return `{${fields.map(([name, text]) => `"${name}": ${text}`).join(', ')}}`;
}

/** What the model said, each with its name; nothing where a hand made the mask. */
function scoresOf(provenance: Provenance | null): readonly (readonly [string, string])[] {
  if (provenance?.tool !== 'sam') return [];
  const { predictedIou, stabilityScore, prompt, isReworked = false } = provenance;
  const scores = [
    ['predicted_iou', floatText(predictedIou)],
    ['stability_score', floatText(stabilityScore)],
  ] as const;
  const points = prompt.points
    .filter(({ label }) => label === 'foreground')
    .map(({ at }) => floatsText([at.x, at.y]));
  return [
    ...(isReworked ? [] : scores),
    ...(points.length > 0 ? [['point_coords', `[${points.join(', ')}]`] as const] : []),
  ];
}

function floatsText(values: readonly number[]): string {
  return `[${values.map(floatText).join(', ')}]`;
}

function floatText(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : `${value}`;
}

function* lossesOf(
  object: DataSetObject,
): Generator<Pick<Loss, 'kind' | 'detail'>, void, undefined> {
  const { provenance, polygon, isBoxOnly } = object;
  yield* unsaidOfObject(object, said);
  if (polygon) yield { kind: 'simplified', detail: 'the drawn rings became pixels' };
  if (isBoxOnly) yield { kind: 'simplified', detail: 'the box became pixels' };
  const detail = provenance ? unsaidOfProvenance(provenance) : '';
  if (detail !== '') yield { kind: 'provenanceDropped', detail };
}

/** What of a mask's origin has no place in the file. */
function unsaidOfProvenance(provenance: Provenance): string {
  if (provenance.tool !== 'sam') return `drawn by ${provenance.tool}`;
  const { modelId, prompt, isReworked = false } = provenance;
  const backgroundCount = prompt.points.filter(({ label }) => label === 'background').length;
  return [
    `model ${modelId}`,
    ...(backgroundCount > 0 ? [`${backgroundCount} background points`] : []),
    ...(prompt.box ? ['box prompt'] : []),
    ...(isReworked ? ['scores of the mask before a hand altered it'] : []),
  ].join(', ');
}
