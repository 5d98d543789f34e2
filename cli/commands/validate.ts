import { isGiven, type Command } from '../command.ts';
import { exitCodes } from '../exitCode.ts';
import { readInput } from '../input/readInput.ts';
import { inputChoiceOf, inputOptions, pathsOf } from './choices.ts';
import { inputJson, tellIssues } from './tellInput.ts';

/** `maskwright validate`. */
export const validate: Command = {
  name: 'validate',
  usage: '[--from FORMAT] IN',
  summary: 'Reads everything and tells what is wrong, each with its file and place.',
  example: 'maskwright validate ./labels.zip',
  options: inputOptions,
  async run(given, terminal) {
    const [path = ''] = pathsOf(given, 1);
    const input = await readInput(path, inputChoiceOf(given), terminal);
    try {
      const { dataSet, issues, format, pictures } = input;
      let objectCount = 0;
      let missingCount = 0;
      for (const [image, { fileName }] of dataSet.images.entries()) {
        terminal.signal.throwIfAborted();
        terminal.progress('checking', image / dataSet.images.length);
        objectCount += (await dataSet.objectsOf(image)).length;
        if (!pictures.fileOf(fileName)) missingCount += 1;
      }
      terminal.progress('checking', 1);
      if (isGiven(given, 'json')) {
        const facts = { objects: objectCount, missingPictures: missingCount };
        terminal.print(JSON.stringify({ ...inputJson(input), ...facts }));
      } else {
        tellIssues(issues, terminal);
        const counts = `${dataSet.images.length} images, ${objectCount} objects`;
        const found = `${issues.errorCount} errors, ${issues.warningCount} warnings`;
        const absent = missingCount > 0 ? `, ${missingCount} pictures not among the files` : '';
        terminal.print(`${format.title}: ${counts}, ${found}${absent}`);
      }
      return issues.errorCount > 0 ? exitCodes.errorsInData : exitCodes.done;
    } finally {
      await input.close();
    }
  },
};
