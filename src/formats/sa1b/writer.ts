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
 * the model's where the mask is as the model made it, else null; `point_coords` are the foreground points
 * that were clicked, none for what a hand drew or a box found. All fields are always there, since
 * readers ask for each by its name. `crop_box` is the whole image, which the model sees first.
 * Source: Kirillov et al. 2023, data card of SA-1B.
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
    const record = {
      image: { image_id: image + 1, width: size.width, height: size.height, file_name: name },
      annotations,
    };
    const text = `${JSON.stringify(record)}\n`;
    const path = `${fileName.replace(/\.[^./]*$/u, '')}.json`;
    yield { path, content: { kind: 'text', text: [text] } };
    if (context.options.hasPictures) yield { path: fileName, content: { kind: 'picture', image } };
  }
}

function annotationOf({ mask, provenance }: DataSetObject, id: number, size: Size): object {
  const { x, y, width, height } = boundsOf(mask);
  return {
    bbox: [x, y, width - 1, height - 1],
    area: areaOf(mask),
    segmentation: { size: [size.height, size.width], counts: rleToString(mask) },
    ...scoresOf(provenance),
    crop_box: [0, 0, size.width, size.height],
    id,
  };
}

function scoresOf(provenance: Provenance | null): object {
  if (provenance?.tool !== 'sam') {
    return { predicted_iou: null, stability_score: null, point_coords: [] };
  }
  const { predictedIou, stabilityScore, prompt, isReworked = false } = provenance;
  const points = prompt.points.filter(({ label }) => label === 'foreground');
  return {
    predicted_iou: isReworked ? null : predictedIou,
    stability_score: isReworked ? null : stabilityScore,
    point_coords: points.map(({ at }) => [at.x, at.y]),
  };
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
