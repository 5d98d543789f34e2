import {
  countCategories,
  effectiveNumberWeights,
  inverseFrequencyWeights,
  repeatFactors,
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
  { dataSet, fileNames }: OutputSet,
  plan: TrainingPlan,
): AsyncGenerator<OutputFile, void, undefined> {
  const isDivided = dataSet.images.some(({ split }) => split !== null);
  const trained = [...dataSet.images.keys()].filter(
    (image) => !isDivided || dataSet.images[image]?.split === 'train',
  );
  const counts = await countCategories({
    ...dataSet,
    images: trained.flatMap((image) => dataSet.images[image] ?? []),
    objectsOf: (index) => dataSet.objectsOf(trained[index] ?? -1),
  });
  const names = dataSet.categories.map(({ name }) => name);
  const countOf = (split: string) => dataSet.images.filter((image) => image.split === split).length;
  const imageCounts = { train: trained.length, val: countOf('val'), test: countOf('test') };
  const cocoOf = (name: string): CocoSplit => ({
    annotations: `annotations/instances_${name}.json`,
    images: 'images',
  });
  const objectCount = await objectCountOf({ dataSet });
  yield textFile(
    'TRAIN.md',
    trainGuide(plan.trainer, {
      name: dataSet.name,
      categories: names,
      imageCounts,
      objectCount,
      imageSidePx: plan.pictures.kind === 'asIs' ? null : plan.pictures.sidePx,
      coco: {
        train: cocoOf(isDivided ? 'train' : 'default'),
        val: imageCounts.val > 0 ? cocoOf('val') : null,
      },
      repeatThreshold: plan.repeatThreshold,
    }),
  );
  const inverse = inverseFrequencyWeights(counts.objects);
  const effective = effectiveNumberWeights(counts.objects);
  const weights = names.map((name, index) => ({
    name,
    objects: counts.objects[index] ?? 0,
    images: counts.images[index] ?? 0,
    inverseFrequency: inverse[index] ?? 0,
    effectiveNumber: effective[index] ?? 0,
  }));
  yield textFile('class-weights.json', `${JSON.stringify(weights, null, 2)}\n`);
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

async function objectCountOf({ dataSet }: Pick<OutputSet, 'dataSet'>): Promise<number> {
  let count = 0;
  for (const image of dataSet.images.keys()) count += (await dataSet.objectsOf(image)).length;
  return count;
}

function textFile(path: string, text: string): OutputFile {
  return { path, content: { kind: 'text', text: [text] } };
}
