import type { Ratios } from '#core/division/ratios.ts';
import { isGiven, textOf, type Arguments, type Command } from '../command.ts';
import { divideDataSet, type DividedDataSet } from '../divide.ts';
import { exitCodes, wrongUse } from '../exitCode.ts';
import { readInput } from '../input/readInput.ts';
import {
  inputChoiceOf,
  inputOptions,
  outputFormatOf,
  outputOptions,
  pathsOf,
  wordOf,
} from './choices.ts';
import { hashesOf } from './hashesOf.ts';
import { inputJson, tellIssues } from './tellInput.ts';
import { exitCodeOf, outcomeJson, tellOutcome, writeOutput } from './writeOutput.ts';

/** `maskwright split`. */
export const split: Command = {
  name: 'split',
  usage: '[--ratios TRAIN/VAL/TEST] [--seed N] IN OUT',
  summary: 'Divides images into train, val and test, by category, equal pictures together.',
  example: 'maskwright split ./coco ./divided --ratios 80/10/10 --seed 7',
  options: {
    ...inputOptions,
    to: { value: 'FORMAT', help: 'format of the output; that of the input when absent' },
    ratios: { value: 'A/B/C', help: 'shares of train, val, test; default 80/10/10' },
    seed: { value: 'N', help: 'whole number; default 1' },
    group: { value: 'BY', help: 'keeps together: none (default), folder, or video' },
    'keep-assigned': { value: null, help: 'images that have a split keep it' },
    ...outputOptions,
  },
  async run(given, terminal) {
    const [from = '', to = ''] = pathsOf(given, 2);
    const options = {
      seed: seedOf(given),
      ratios: ratiosOf(given),
      grouping: wordOf(given, 'group', ['none', 'folder', 'video']) ?? 'none',
      hasSkipped: true,
      keepsAssigned: isGiven(given, 'keep-assigned'),
    };
    const input = await readInput(from, inputChoiceOf(given), terminal);
    try {
      const format = outputFormatOf(given, input.format);
      const hashes = await hashesOf(input, terminal);
      const divided = await divideDataSet(input.dataSet, hashes, options);
      const plan = { ...input, dataSet: divided.dataSet, format, path: to };
      const outcome = await writeOutput(plan, given, terminal);
      const counts = countsOf(divided);
      if (isGiven(given, 'json')) {
        const { emptySplits, tornGroupCount } = divided.report;
        const division = { ...options, images: counts, emptySplits, tornGroupCount };
        const result = { input: inputJson(input), division, ...Object(outcomeJson(outcome)) };
        terminal.print(JSON.stringify(result));
      } else {
        tellIssues(input.issues, terminal);
        tellOutcome(outcome, terminal);
        terminal.print(`train ${counts.train}, val ${counts.val}, test ${counts.test}`);
      }
      return input.issues.errorCount > 0 ? exitCodes.errorsInData : exitCodeOf(outcome);
    } finally {
      await input.close();
    }
  },
};

function countsOf({ report }: DividedDataSet) {
  const { train, val, test } = report.shares;
  return { train: train.imageCount, val: val.imageCount, test: test.imageCount };
}

function ratiosOf(given: Arguments): Ratios {
  const text = textOf(given, 'ratios') ?? '80/10/10';
  const [train = NaN, val = NaN, test = 0, ...more] = text.split('/').map(Number);
  const all = [train, val, test];
  const isFine = more.length === 0 && all.every((share) => share >= 0 && share < Infinity);
  if (!isFine || train + val + test <= 0) throw wrongUse(`--ratios ${text}: as in 80/10/10`);
  return { train, val, test };
}

function seedOf(given: Arguments): number {
  const text = textOf(given, 'seed') ?? '1';
  const seed = Number(text);
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32) throw wrongUse(`--seed ${text}`);
  return seed;
}
