import type { CocoSummary } from '#core/metrics/cocoEval/cocoTally.ts';
import { evaluate } from '#core/metrics/evaluate.ts';
import type { EvaluationOptions } from '#core/metrics/evaluation/options.ts';
import type { EvaluationReport } from '#core/metrics/evaluation/report.ts';
import { isGiven, textOf, type Arguments, type Command } from '../command.ts';
import { exitCodes, wrongUse } from '../exitCode.ts';
import { readInput } from '../input/readInput.ts';
import { inputOptions, pathsOf, wordOf } from './choices.ts';
import { inputJson, tellIssues } from './tellInput.ts';

/** `maskwright evaluate`. */
export const evaluateCommand: Command = {
  name: 'evaluate',
  usage: '[--type TYPE] GT RESULTS',
  summary: 'Scores predictions: AP and AR as COCOeval, panoptic quality, boundary IoU.',
  example: 'maskwright evaluate --type segm instances_val.json results.json',
  options: {
    ...inputOptions,
    'results-from': { value: 'FORMAT', help: 'format of RESULTS; guessed when absent' },
    type: { value: 'TYPE', help: 'segm, bbox, panoptic, or boundary; all when absent' },
    iou: { value: 'IOU', help: 'from which a prediction is an object; 0.5 (default) … 0.95' },
    score: { value: 'SCORE', help: 'from which a prediction counts in tables; default 0.5' },
  },
  async run(given, terminal) {
    const [truthPath = '', resultsPath = ''] = pathsOf(given, 2);
    const options = optionsOf(given);
    const pictures = textOf(given, 'pictures');
    const choice = { from: textOf(given, 'from'), pictures };
    const truth = await readInput(truthPath, choice, terminal);
    try {
      const resultsChoice = { from: textOf(given, 'results-from'), pictures, truth: truthPath };
      const results = await readInput(resultsPath, resultsChoice, terminal);
      try {
        const all = { ...options, imageOrder: truth.imageOrder };
        const report = await evaluate(truth.dataSet, results.dataSet, all, (share) => {
          terminal.signal.throwIfAborted();
          terminal.progress('evaluating', share);
        });
        terminal.progress('evaluating', 1);
        if (isGiven(given, 'json')) {
          const inputs = { groundTruth: inputJson(truth), results: inputJson(results) };
          terminal.print(JSON.stringify({ inputs, ...report }));
        } else {
          tellIssues(truth.issues, terminal);
          tellIssues(results.issues, terminal);
          for (const line of linesOf(report)) terminal.print(line);
        }
        const errorCount = truth.issues.errorCount + results.issues.errorCount;
        return errorCount > 0 ? exitCodes.errorsInData : exitCodes.done;
      } finally {
        await results.close();
      }
    } finally {
      await truth.close();
    }
  },
};

function optionsOf(given: Arguments): Partial<EvaluationOptions> {
  const type = wordOf(given, 'type', ['segm', 'bbox', 'panoptic', 'boundary']);
  const thresholds = {
    iouThreshold: shareOf(given, 'iou', 0.5),
    scoreThreshold: shareOf(given, 'score', 0.5),
  };
  if (type === null) return thresholds;
  return {
    ...thresholds,
    shapes: type === 'panoptic' ? [] : [type],
    hasPanopticQuality: type === 'panoptic',
    hasOutlines: type === 'boundary',
  };
}

function shareOf(given: Arguments, option: string, fallback: number): number {
  const text = textOf(given, option);
  const share = text === null ? fallback : Number(text);
  if (!(share >= 0 && share <= 1)) throw wrongUse(`--${option} ${text}: 0 … 1`);
  return share;
}

const rowNames: readonly (keyof CocoSummary)[] = [
  'AP',
  'AP50',
  'AP75',
  'AP_small',
  'AP_medium',
  'AP_large',
  'AR_1',
  'AR_10',
  'AR_100',
  'AR_small',
  'AR_medium',
  'AR_large',
];

function linesOf({ coco, counts, panoptic, outlines, categories }: EvaluationReport): string[] {
  const lines = [
    `${counts.images} images, ${counts.objects} objects, ${counts.predictions} predictions`,
  ];
  if (counts.unknownImages.length > 0)
    lines.push(`${counts.unknownImages.length} images of the results are not in the ground truth`);
  for (const shape of ['segm', 'bbox', 'boundary'] as const) {
    const summary = coco[shape];
    if (!summary) continue;
    lines.push(
      '',
      shape,
      ...rowNames.map((name) => `  ${name.padEnd(10)} ${shown(summary[name])}`),
    );
  }
  for (const group of ['all', 'things', 'stuff'] as const) {
    const quality = panoptic?.[group];
    if (!quality) continue;
    const { pq, sq, rq } = quality;
    lines.push('', `panoptic, ${group}: PQ ${shown(pq)}, SQ ${shown(sq)}, RQ ${shown(rq)}`);
  }
  if (outlines.pairs > 0) {
    const { meanBoundaryIou, meanBoundaryF } = outlines;
    lines.push('', `boundary: IoU ${shown(meanBoundaryIou)}, F ${shown(meanBoundaryF)}`);
  }
  const width = Math.max(0, ...categories.map(({ name }) => name.length));
  const used = categories.filter(({ AP }) => AP !== null);
  if (used.length > 0) lines.push('', `${'category'.padEnd(width)}  AP      AR`);
  for (const { name, AP, AR } of used) {
    lines.push(`${name.padEnd(width)}  ${shown(AP)}  ${shown(AR)}`);
  }
  return lines;
}

function shown(share: number | null | undefined): string {
  return typeof share === 'number' ? share.toFixed(4) : '–';
}
