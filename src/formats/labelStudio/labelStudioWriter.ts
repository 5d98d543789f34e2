import type { DataSet, DataSetImage, DataSetObject } from '#core/dataset/dataSet.ts';
import { unsaidOfObject, unsaidOfSet } from '#core/dataset/unsaid.ts';
import type { FormatWriter, WriteContext } from '../format.ts';
import { AttributeControls } from './controls.ts';
import { localUrlOf } from './imageName.ts';
import { labelConfigOf } from './labelConfig.ts';
import { regionOf } from './regions.ts';

/**
 * Tasks of Label Studio as JSON, with the configuration that they need. Objects with a score are
 * predictions of their model, all others annotations; ids of regions count through both, so that their
 * order comes back. Pictures are found where Label Studio serves the folder as local storage.
 * Source: Label Studio, "Import pre-annotated data", "Raw JSON format of completed tasks".
 */
export const labelStudioWriter: FormatWriter = {
  async *write(dataSet, context) {
    const kept = ['splitDropped', 'tagDropped', 'colorDropped', 'attributeDropped'] as const;
    for (const loss of unsaidOfSet(dataSet, kept)) context.lose(loss);
    for (const { name, attributes } of dataSet.categories) {
      for (const spec of attributes) {
        if (!spec.initial) continue;
        const detail = `${name}: ${spec.name}: initial value`;
        context.lose({ kind: 'attributeDropped', image: null, object: null, detail });
      }
    }
    const controls = new AttributeControls(dataSet.categories);
    yield {
      path: 'tasks.json',
      content: { kind: 'text', text: taskLines(dataSet, context, controls) },
    };
    const config = labelConfigOf(dataSet.categories, controls);
    yield { path: 'label_config.xml', content: { kind: 'text', text: [config] } };
    if (!context.options.hasPictures) return;
    for (const image of dataSet.images.keys()) {
      yield { path: picturePath(context, image), content: { kind: 'picture', image } };
    }
  },
};

async function* taskLines(
  dataSet: DataSet,
  context: WriteContext,
  controls: AttributeControls,
): AsyncGenerator<string, void, undefined> {
  yield '[';
  const ids = { annotation: 0, prediction: 0, region: 0 };
  for (const [index, image] of dataSet.images.entries()) {
    const given = context.fileNames[index] ?? String(index + 1);
    if (given !== image.fileName) {
      context.lose({ kind: 'renamed', image: index, object: null, detail: given });
    }
    const objects = await dataSet.objectsOf(index);
    const results = objects.map((object, place) => {
      const { category } = object;
      const name = dataSet.categories[category]?.name ?? '';
      ids.region += 1;
      const region = { id: `object-${ids.region}`, category: name };
      return resultsOf(object, {
        context,
        controls,
        region,
        place: { image: index, object: place },
      });
    });
    const data = { image: localUrlOf(picturePath(context, index)), ...dataOf(image) };
    const task = { id: index + 1, data, ...answersOf(objects, results, ids) };
    yield `${index === 0 ? '' : ','}\n${JSON.stringify(task)}`;
  }
  yield '\n]\n';
}

function picturePath({ fileNames }: WriteContext, image: number): string {
  return `images/${fileNames[image] ?? String(image + 1)}`;
}

function dataOf({ split, tags }: DataSetImage): object {
  return { ...(split === null ? {} : { split }), ...(tags.length === 0 ? {} : { tags }) };
}

interface ResultPlace {
  readonly context: WriteContext;
  readonly controls: AttributeControls;
  readonly region: { readonly id: string; readonly category: string };
  readonly place: { readonly image: number; readonly object: number };
}

/** The region of an object, then one result for each of its attributes. */
function resultsOf(
  object: DataSetObject,
  { context, controls, region, place }: ResultPlace,
): readonly object[] {
  const kept = ['attributeDropped', 'scoreDropped', 'nameDropped'] as const;
  for (const loss of unsaidOfObject(object, place, kept)) context.lose(loss);
  const { shape, isSimplified } = regionOf(object, region, context.options);
  if (isSimplified) {
    const detail = `${context.options.tolerancePx} px`;
    context.lose({ kind: 'simplified', ...place, detail });
  }
  const others = Object.entries(object.attributes).flatMap(([name, value]) => {
    const result = controls.resultOf(name, value);
    if (!result) context.lose({ kind: 'attributeDropped', ...place, detail: name });
    const { original_width, original_height, image_rotation, to_name } = shape;
    const frame = { original_width, original_height, image_rotation, to_name };
    return result ? [{ id: region.id, ...result, from_name: name, ...frame }] : [];
  });
  return [shape, ...others];
}

/** Annotations and predictions of a task; one prediction for each model. */
function answersOf(
  objects: readonly DataSetObject[],
  results: readonly (readonly object[])[],
  ids: { annotation: number; prediction: number },
): object {
  const drawn = results.filter((_, i) => objects[i]?.score === null).flat();
  const models = new Map<string, number[]>();
  for (const [i, { score, provenance }] of objects.entries()) {
    if (score === null) continue;
    const model = provenance?.tool === 'sam' ? provenance.modelId : 'unknown';
    models.set(model, [...(models.get(model) ?? []), i]);
  }
  const annotations =
    drawn.length === 0
      ? []
      : [{ id: (ids.annotation += 1), was_cancelled: false, ground_truth: false, result: drawn }];
  const predictions = Array.from(models, ([model_version, places]) => {
    const scores = places.map((i) => objects[i]?.score ?? 0);
    const score = scores.reduce((sum, each) => sum + each, 0) / scores.length;
    const result = places.flatMap((i) => results[i] ?? []);
    return { id: (ids.prediction += 1), model_version, score, result };
  });
  return { annotations, predictions };
}
