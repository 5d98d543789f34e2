import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import * as v from 'valibot';
import { UsageError } from './command.ts';

/** A set of photos with one true mask each. */
export interface PairSet {
  readonly name: string; // of the folder it lies in
  /** 8-bit mask values from here on are object. */
  readonly foregroundMin: number;
  /** The mask value of undecided pixels; null where every pixel is decided. */
  readonly ignoreValue: number | null;
  readonly pairs: readonly Pair[];
}

export interface Pair {
  readonly id: string;
  readonly imageFile: string; // absolute, as is the other
  readonly maskFile: string;
}

/** @throws UsageError when the file is missing or is no pairs file */
export async function readPairs(file: string): Promise<PairSet> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new UsageError(`The pairs file ${file} cannot be read.`, { cause });
  });
  return parsePairs(text, resolve(file));
}

/** @param file absolute path that the text came from; images and masks are relative to it */
export function parsePairs(text: string, file: string): PairSet {
  const { output, issues } = v.safeParse(pairsSchema, text);
  if (issues) {
    const [{ message }] = issues;
    throw new UsageError(
      `${file} is no pairs file: ${v.getDotPath(issues[0]) ?? 'all'}: ${message}`,
    );
  }
  const folder = dirname(file);
  return {
    name: basename(folder),
    foregroundMin: output.foreground_min,
    ignoreValue: output.ignore_value,
    pairs: output.samples.map(({ id, image, mask }) => ({
      id,
      imageFile: resolve(folder, image),
      maskFile: resolve(folder, mask),
    })),
  };
}

/** Every `every`-th pair beginning with the first, `limit` of them at most. */
export function selectPairs(
  pairs: readonly Pair[],
  { every, limit }: { readonly every: number; readonly limit: number },
): readonly Pair[] {
  return pairs.filter((_, index) => index % every === 0).slice(0, limit);
}

/** @throws UsageError naming the first image or mask that is not there */
export function requireFiles(pairs: readonly Pair[]): void {
  const files = pairs.flatMap(({ imageFile, maskFile }) => [imageFile, maskFile]);
  const missing = files.find((file) => !existsSync(file));
  if (missing !== undefined) throw new UsageError(`The pairs file names ${missing}: no such file.`);
}

const name = v.pipe(v.string(), v.nonEmpty());
const grey = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255));

const pairsSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    foreground_min: v.pipe(grey, v.minValue(1)),
    ignore_value: v.optional(v.nullable(grey), null),
    samples: v.pipe(v.array(v.object({ id: name, image: name, mask: name })), v.minLength(1)),
  }),
);
