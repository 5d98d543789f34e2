import { isGiven, type Command } from '../command.ts';
import { exitCodes } from '../exitCode.ts';
import { readInput } from '../input/readInput.ts';
import { statisticsOf, type Statistics } from '../statistics.ts';
import { inputChoiceOf, inputOptions, pathsOf } from './choices.ts';
import { tellIssues } from './tellInput.ts';

/** `maskwright stats`. */
export const stats: Command = {
  name: 'stats',
  usage: '[--from FORMAT] IN',
  summary: 'Counts images, objects per category, areas, parts, holes, splits, and class weights.',
  example: 'maskwright stats --json ./coco > stats.json',
  options: inputOptions,
  async run(given, terminal) {
    const [path = ''] = pathsOf(given, 1);
    const input = await readInput(path, inputChoiceOf(given), terminal);
    try {
      const statistics = await statisticsOf(input.dataSet, (share) => {
        terminal.signal.throwIfAborted();
        terminal.progress('counting', share);
      });
      if (isGiven(given, 'json')) {
        terminal.print(JSON.stringify({ format: input.format.id, ...statistics }));
      } else {
        tellIssues(input.issues, terminal);
        for (const line of linesOf(statistics)) terminal.print(line);
      }
      return input.issues.errorCount > 0 ? exitCodes.errorsInData : exitCodes.done;
    } finally {
      await input.close();
    }
  },
};

function linesOf(statistics: Statistics): readonly string[] {
  const { images, objects, splits, imageSizes, categories, areas } = statistics;
  const nameWidth = Math.max(8, ...categories.map(({ name }) => name.length));
  const row = (cells: readonly (string | number)[]) =>
    cells
      .map((cell, i) => (i === 0 ? `${cell}`.padEnd(nameWidth) : `${cell}`.padStart(9)))
      .join(' ');
  return [
    `${images} images, ${statistics.imagesWithoutObjects} without objects; ${objects} objects`,
    `splits: train ${splits.train}, val ${splits.val}, test ${splits.test}, none ${splits.none}`,
    ...imageSizes.slice(0, 10).map(({ size, count }) => `${size}: ${count} images`),
    `areas: small ${areas.small} (< 32² px), medium ${areas.medium}, large ${areas.large} (≥ 96² px)`,
    `with holes ${statistics.withHoles}, of several parts ${statistics.ofSeveralParts}, ` +
      `boxes only ${statistics.boxesOnly}, crowds ${statistics.crowds}`,
    '',
    row(['category', 'objects', 'images', 'median px', 'weight']),
    ...categories.map(({ name, objects: count, images: onImages, medianArea, weight }) =>
      row([name, count, onImages, medianArea ?? '–', weight?.toFixed(4) ?? '–']),
    ),
  ];
}
