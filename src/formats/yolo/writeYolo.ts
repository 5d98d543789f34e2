import type { DataSet, DataSetObject } from '#core/dataset/dataSet.ts';
import { unsaidOfObject, unsaidOfSet } from '#core/dataset/unsaid.ts';
import type { FormatWriter, OutputFile, WriteContext } from '#formats/format.ts';
import type { WriteOptions } from '#formats/writeOptions.ts';
import { boxRow, rotatedBoxRow } from './boxRows.ts';
import { yoloLayout } from './layout.ts';
import { segmentRow, type Row } from './segmentRow.ts';

/** Rows of `class x1 y1 x2 y2 …`, one for each object. Source: docs of Ultralytics, instance segmentation. */
export const yoloSegWriter = writerOf((object, { tolerancePx }) => segmentRow(object, tolerancePx));

/** Rows of `class x y width height`, the centre of the box first. Source: the same, detection. */
export const yoloDetectWriter = writerOf(boxRow);

/** Rows of `class x1 y1 x2 y2 x3 y3 x4 y4`. Source: the same, oriented boxes. */
export const yoloObbWriter = writerOf(rotatedBoxRow);

type RowOf = (object: DataSetObject, options: WriteOptions) => Row;

function writerOf(rowOf: RowOf): FormatWriter {
  return { write: (dataSet, context) => writeYolo(dataSet, context, rowOf) };
}

async function* writeYolo(
  dataSet: DataSet,
  context: WriteContext,
  rowOf: RowOf,
): AsyncIterable<OutputFile> {
  for (const loss of unsaidOfSet(dataSet, ['splitDropped'])) context.lose(loss);
  const layout = yoloLayout(dataSet, context.fileNames, (loss) => {
    context.lose(loss);
  });
  yield { path: 'data.yaml', content: { kind: 'text', text: [layout.dataYaml] } };
  for (const [image, { picturePath, labelPath }] of layout.images.entries()) {
    if (context.options.hasPictures) {
      yield { path: picturePath, content: { kind: 'picture', image } };
    }
    const objects = await dataSet.objectsOf(image);
    const text = labelText(objects, image, { context, rowOf });
    yield { path: labelPath, content: { kind: 'text', text: [text] } };
  }
}

/** The rows of an image; an equal one is left out, as trainers leave it out. */
function labelText(
  objects: readonly DataSetObject[],
  image: number,
  { context, rowOf }: { readonly context: WriteContext; readonly rowOf: RowOf },
): string {
  const rows = new Set<string>();
  for (const [index, object] of objects.entries()) {
    const place = { image, object: index };
    for (const loss of unsaidOfObject(object, place)) context.lose(loss);
    const { shares, losses } = rowOf(object, context.options);
    const row = `${object.category} ${shares.join(' ')}\n`;
    if (rows.has(row)) {
      context.lose({ ...place, kind: 'objectDropped', detail: 'equal to one before' });
      continue;
    }
    rows.add(row);
    for (const loss of losses) context.lose({ ...place, ...loss });
  }
  return [...rows].join('');
}
