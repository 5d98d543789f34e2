import type { DataSet } from '#core/dataset/dataSet.ts';
import type { Split } from '#core/project/split.ts';
import { isGiven, type Command } from '../command.ts';
import { exitCodes } from '../exitCode.ts';
import { readInput, type Input } from '../input/readInput.ts';
import {
  inputChoiceOf,
  inputOptions,
  outputFormatOf,
  outputOptions,
  pathsOf,
  wordOf,
} from './choices.ts';
import { inputJson, tellIssues } from './tellInput.ts';
import { exitCodeOf, outcomeJson, tellOutcome, writeOutput } from './writeOutput.ts';

/** `maskwright convert`. */
export const convert: Command = {
  name: 'convert',
  usage: '[--from FORMAT] --to FORMAT IN OUT',
  summary: 'Writes a folder, file or zip in another format, and reads it back to check it.',
  example: 'maskwright convert --from coco --to yolo-seg ./coco ./yolo.zip',
  options: {
    ...inputOptions,
    to: { value: 'FORMAT', help: 'format of the output' },
    ...outputOptions,
    'split-from': {
      value: 'WHERE',
      help: 'train, val, test: from the input (default), folder (names), or none',
    },
  },
  async run(given, terminal) {
    const [from = '', to = ''] = pathsOf(given, 2);
    const format = outputFormatOf(given, null);
    const splitFrom = wordOf(given, 'split-from', ['input', 'folder', 'none']) ?? 'input';
    const input = await readInput(from, inputChoiceOf(given), terminal);
    try {
      const dataSet = withSplits(input, splitFrom);
      const plan = { ...input, dataSet, format, path: to };
      const outcome = await writeOutput(plan, given, terminal);
      if (isGiven(given, 'json')) {
        terminal.print(
          JSON.stringify({ input: inputJson(input), ...Object(outcomeJson(outcome)) }),
        );
      } else {
        tellIssues(input.issues, terminal);
        tellOutcome(outcome, terminal);
      }
      return input.issues.errorCount > 0 ? exitCodes.errorsInData : exitCodeOf(outcome);
    } finally {
      await input.close();
    }
  },
};

function withSplits({ dataSet, pictures }: Input, from: 'input' | 'folder' | 'none'): DataSet {
  if (from === 'input') return dataSet;
  const images = dataSet.images.map((image) => ({
    ...image,
    split:
      from === 'folder' ? splitOfPath(pictures.pathOf(image.fileName) ?? image.fileName) : null,
  }));
  return { ...dataSet, images };
}

const splitNames: ReadonlyMap<string, Split> = new Map([
  ['train', 'train'],
  ['training', 'train'],
  ['val', 'val'],
  ['valid', 'val'],
  ['validation', 'val'],
  ['test', 'test'],
  ['testing', 'test'],
]);

/** By the first folder that is called like a split. */
function splitOfPath(path: string): Split | null {
  for (const folder of path.toLowerCase().split('/').slice(0, -1)) {
    const split = splitNames.get(folder);
    if (split) return split;
  }
  return null;
}
