import { isGiven, type Command } from '../command.ts';
import { exitCodes } from '../exitCode.ts';
import { readInput, type Input } from '../input/readInput.ts';
import { mergeDataSets, type Merged } from '../mergeDataSets.ts';
import type { ExportJob } from '../output/exportDataSet.ts';
import { inputChoiceOf, inputOptions, outputFormatOf, outputOptions, pathsOf } from './choices.ts';
import { hashesOf } from './hashesOf.ts';
import { inputJson, tellIssues } from './tellInput.ts';
import { exitCodeOf, outcomeJson, tellOutcome, writeOutput } from './writeOutput.ts';

/** `maskwright merge`. */
export const merge: Command = {
  name: 'merge',
  usage: '--to FORMAT IN IN… OUT',
  summary: 'Makes one of several: categories by name, equal pictures once with the objects of all.',
  example: 'maskwright merge --to coco ./ada ./ben.zip ./all',
  options: {
    ...inputOptions,
    to: { value: 'FORMAT', help: 'format of the output' },
    ...outputOptions,
  },
  async run(given, terminal) {
    const paths = pathsOf(given, 3, 1000);
    const format = outputFormatOf(given, null);
    const inputs: Input[] = [];
    try {
      for (const path of paths.slice(0, -1)) {
        inputs.push(await readInput(path, inputChoiceOf(given), terminal));
      }
      const parts = [];
      for (const input of inputs) {
        parts.push({ dataSet: input.dataSet, hashes: await hashesOf(input, terminal) });
      }
      const merged = mergeDataSets(parts);
      const plan = {
        dataSet: merged.dataSet,
        format,
        pictures: picturesOf(merged, inputs),
        newestAt: Math.max(...inputs.map(({ newestAt }) => newestAt)),
        path: paths.at(-1) ?? '',
      };
      const outcome = await writeOutput(plan, given, terminal);
      const { joinedCount, renamed } = merged;
      const counts = { equalImages: joinedCount, equalObjects: merged.repeatedCount(), renamed };
      if (isGiven(given, 'json')) {
        const result = {
          inputs: inputs.map(inputJson),
          ...counts,
          ...Object(outcomeJson(outcome)),
        };
        terminal.print(JSON.stringify(result));
      } else {
        for (const { issues } of inputs) tellIssues(issues, terminal);
        for (const { from, to } of renamed) terminal.tell(`renamed: ${from} → ${to}`);
        tellOutcome(outcome, terminal);
        terminal.print(
          `${merged.images.length} images of ${inputs.length} inputs, ${joinedCount} were equal; ` +
            `${counts.equalObjects} objects were there already`,
        );
      }
      const hasErrors = inputs.some(({ issues }) => issues.errorCount > 0);
      return hasErrors ? exitCodes.errorsInData : exitCodeOf(outcome);
    } finally {
      for (const input of inputs) await input.close();
    }
  },
};

/** The pictures of a merged data set, where its parts have them. */
function picturesOf({ images }: Merged, inputs: readonly Input[]): ExportJob['pictures'] {
  const places = new Map(
    images.flatMap(({ image, sources: [first] }) => {
      const input = first && inputs[first.part];
      const former = first && input?.dataSet.images[first.image]?.fileName;
      return input && former !== undefined ? [[image.fileName, { input, former }] as const] : [];
    }),
  );
  const placeOf = (fileName: string) => {
    const place = places.get(fileName);
    if (!place) throw new Error(`There is no image ${fileName}.`);
    return place;
  };
  const at = (fileName: string) => {
    const { input, former } = placeOf(fileName);
    return [input.pictures, former] as const;
  };
  return {
    fileOf: (fileName) => {
      const [pictures, former] = at(fileName);
      return pictures.fileOf(former);
    },
    pixelsOf: (fileName) => {
      const [pictures, former] = at(fileName);
      return pictures.pixelsOf(former);
    },
    orientationOf: (fileName) => {
      const [pictures, former] = at(fileName);
      return pictures.orientationOf(former);
    },
  };
}
