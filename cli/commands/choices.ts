import { formatOf, formats, type Format } from '#formats/registry.ts';
import { defaultWriteOptions, optionValues, type WriteOptions } from '#formats/writeOptions.ts';
import { isGiven, textOf, type Arguments, type CommandOption } from '../command.ts';
import { wrongUse } from '../exitCode.ts';
import type { InputChoice } from '../input/readInput.ts';

/** How an input is read, in every command that reads one. */
export const inputOptions = {
  from: { value: 'FORMAT', help: 'format of the input; guessed when absent' },
  pictures: { value: 'PATH', help: 'folder or zip of the pictures, where they lie elsewhere' },
} as const satisfies Readonly<Record<string, CommandOption>>;

/** How an output is written, in every command that writes one. */
export const outputOptions = {
  geometry: { value: 'KIND', help: 'rle (default), polygon, or mixed' },
  tolerance: { value: 'PX', help: 'how far outlines may be from the mask; 0 (default): exact' },
  'instance-ids': { value: 'KIND', help: 'palette (default), 16bit, or rgb' },
  'no-pictures': { value: null, help: 'annotations only' },
  link: { value: 'HOW', help: 'pictures: copy (default), hardlink, or none' },
  'created-at': {
    value: 'TIME',
    help: 'the only date in the output; default: SOURCE_DATE_EPOCH, else newest file of the input',
  },
  force: { value: null, help: 'replace a zip that is there' },
} as const satisfies Readonly<Record<string, CommandOption>>;

export function inputChoiceOf(given: Arguments): InputChoice {
  return { from: textOf(given, 'from'), pictures: textOf(given, 'pictures') };
}

/** So many paths, or more where `most` says so. @throws CommandError */
export function pathsOf({ paths }: Arguments, least: number, most = least): readonly string[] {
  if (paths.length < least || paths.length > most) {
    throw wrongUse(`${paths.length} paths given; see --help`);
  }
  return paths;
}

/** The format that `--to` names. @throws CommandError */
export function outputFormatOf(given: Arguments, fallback: Format | null): Format {
  const id = textOf(given, 'to');
  const format = id === null ? fallback : formatOf(id);
  if (format?.loadWriter) return format;
  const known = formats.filter(({ loadWriter }) => loadWriter !== null).map((each) => each.id);
  throw wrongUse(`--to ${id ?? fallback?.id ?? ''}: can be written are ${known.join(', ')}`);
}

/** @throws CommandError for values that there are not */
export function writeOptionsOf(given: Arguments): WriteOptions {
  const tolerance = textOf(given, 'tolerance');
  const tolerancePx = tolerance === null ? defaultWriteOptions.tolerancePx : Number(tolerance);
  if (!(tolerancePx >= 0 && tolerancePx <= 1000)) throw wrongUse(`--tolerance ${tolerance}`);
  return {
    geometry: wordOf(given, 'geometry', optionValues.geometry) ?? defaultWriteOptions.geometry,
    tolerancePx,
    instanceIds:
      wordOf(given, 'instance-ids', optionValues.instanceIds) ?? defaultWriteOptions.instanceIds,
    hasPictures: !isGiven(given, 'no-pictures'),
  };
}

/** The one of the words that the option names; null when it is not given. @throws CommandError */
export function wordOf<Word extends string>(
  given: Arguments,
  option: string,
  words: readonly Word[],
): Word | null {
  const text = textOf(given, option);
  if (text === null) return null;
  const word = words.find((each) => each === text);
  if (word === undefined) throw wrongUse(`--${option} ${text}: one of ${words.join(', ')}`);
  return word;
}

/**
 * The date of an output: `--created-at` (ISO 8601, or ms since 1970), the variable SOURCE_DATE_EPOCH
 * (seconds), else when the newest file of the input was changed. Never now: the same input gives the
 * same output. @throws CommandError
 */
export function createdAtOf(given: Arguments, newestAt: number): number {
  const text = textOf(given, 'created-at');
  const epoch = process.env['SOURCE_DATE_EPOCH'];
  if (text === null) return epoch === undefined ? newestAt : checked(Number(epoch) * 1000, epoch);
  return checked(/^\d+$/u.test(text) ? Number(text) : Date.parse(text), text);
}

function checked(time: number, text: string): number {
  if (!Number.isInteger(time) || Math.abs(time) > 4e13) throw wrongUse(`no time: ${text}`);
  return time;
}
