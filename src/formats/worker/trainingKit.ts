import type { DataSet } from '#core/dataset/dataSet.ts';
import {
  countCategories,
  effectiveNumberWeights,
  inverseFrequencyWeights,
  repeatFactors,
  type CategoryCounts,
} from '#core/training/imbalance.ts';
import { promptLines } from '#core/training/samplePrompts.ts';
import { trainGuide } from '#core/training/trainGuide.ts';
import type { CocoSplit } from '#core/training/trainingFolder.ts';
import type { TrainingPlan } from '#core/training/trainingPlan.ts';
import type { OutputFile } from '../format.ts';
import type { OutputSet } from './outputSet.ts';

/**
 * What lies beside the labels for whoever trains: `TRAIN.md` with the commands, `class-weights.json`
 * and `repeat-factors.json` against imbalance, counted on the images for training, and `prompts.jsonl`
 * with the prompts of each object.
 */
export async function* trainingFiles(
  output: OutputSet,
  plan: TrainingPlan,
): AsyncGenerator<OutputFile, void, undefined> {
  const { dataSet, fileNames } = output;
  const isDivided = dataSet.images.some(({ split }) => split !== null);
  const trained = [...dataSet.images.keys()].filter(
    (image) => !isDivided || dataSet.images[image]?.split === 'train',
  );
  yield textFile('TRAIN.md', await guideOf(dataSet, plan, isDivided ? trained.length : null));
  const counts = await countCategories({
    ...dataSet,
    images: trained.flatMap((image) => dataSet.images[image] ?? []),
    objectsOf: (index) => dataSet.objectsOf(trained[index] ?? -1),
  });
  const names = dataSet.categories.map(({ name }) => name);
  yield textFile('class-weights.json', `${JSON.stringify(weightsOf(names, counts), null, 2)}\n`);
  const factors = repeatFactors(counts, plan.repeatThreshold);
  const repeats = {
    threshold: plan.repeatThreshold,
    categories: Object.fromEntries(names.map((name, i) => [name, factors.categories[i] ?? 1])),
    images: trained.map((image, i) => [fileNames[image] ?? '', factors.images[i] ?? 1]),
  };
  yield textFile('repeat-factors.json', `${JSON.stringify(repeats)}\n`);
  const { promptCount: count, seed } = plan;
  const text = promptLines(dataSet, fileNames, { count, seed });
  yield { path: 'prompts.jsonl', content: { kind: 'text', text } };
}

/** @param trainCount images for training; null: the images are not divided, all of them */
async function guideOf(
  dataSet: DataSet,
  plan: TrainingPlan,
  trainCount: number | null,
): Promise<string> {
  const countOf = (split: string) => dataSet.images.filter((image) => image.split === split).length;
  const train = trainCount ?? dataSet.images.length;
  const imageCounts = { train, val: countOf('val'), test: countOf('test') };
  return trainGuide(plan.trainer, {
    name: dataSet.name,
    categories: dataSet.categories.map(({ name }) => name),
    imageCounts,
    objectCount: await objectCountOf(dataSet),
    imageSidePx: plan.pictures.kind === 'asIs' ? null : plan.pictures.sidePx,
    coco: {
      train: cocoSplit(trainCount === null ? 'default' : 'train'),
      val: imageCounts.val > 0 ? cocoSplit('val') : null,
    },
    repeatThreshold: plan.repeatThreshold,
  });
}

/** Where the COCO writer puts a split. */
function cocoSplit(name: string): CocoSplit {
  return { annotations: `annotations/instances_${name}.json`, images: 'images' };
}

function weightsOf(names: readonly string[], { objects, images }: CategoryCounts) {
  const inverse = inverseFrequencyWeights(objects);
  const effective = effectiveNumberWeights(objects);
  return names.map((name, index) => ({
    name,
    objects: objects[index] ?? 0,
    images: images[index] ?? 0,
    inverseFrequency: inverse[index] ?? 0,
    effectiveNumber: effective[index] ?? 0,
  }));
}

async function objectCountOf(dataSet: DataSet): Promise<number> {
  let count = 0;
  for (const image of dataSet.images.keys()) count += (await dataSet.objectsOf(image)).length;
  return count;
}

function textFile(path: string, text: string): OutputFile {
  return { path, content: { kind: 'text', text: [text] } };
}
