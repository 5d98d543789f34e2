import { parseArgs } from 'node:util';
import { UsageError } from './command.ts';

/** What `npm run bench:noc` was asked to do. */
export interface NocFlags {
  readonly pairsFile: string;
  readonly limit: number; // Infinity: all items
  readonly every: number; // 1: every item
  readonly jsonFile: string | null;
  readonly htmlFile: string | null; // a page with curves and pictures
}

/** What `npm run bench` was asked to do. */
export interface SpeedFlags {
  readonly encodeCount: number; // timed runs, each side
  readonly decodeCount: number; // timed runs, each side
  readonly imageCount: number; // of the memory test
  readonly promptCount: number; // of the memory test, over all images
  readonly jsonFile: string | null;
}

/** What `npm run bench:library` was asked to do. */
export interface LibraryFlags {
  readonly imageCount: number;
  readonly objectsPerImage: number;
  readonly openCount: number; // times that the project is opened
  readonly stepCount: number; // from image to image
  readonly editCount: number;
  readonly importCount: number | null; // files to import instead of all else
  readonly jsonFile: string | null;
}

/** What `npm run bench:editor` was asked to do. */
export interface EditorFlags {
  readonly objectCount: number;
  readonly cornerCount: number; // of each object
  readonly selectCount: number;
  readonly imageFile: string | null; // measures this photo instead
  readonly jsonFile: string | null;
}

const editorUsage =
  'Usage: npm run bench:editor -- [--objects N] [--corners N] [--selects N] [--image FILE] [--json FILE]';
const libraryUsage =
  'Usage: npm run bench:library -- [--images N] [--objects N] [--opens N] [--steps N] [--edits N] [--import N] [--json FILE]';
const nocUsage =
  'Usage: npm run bench:noc -- --pairs FILE [--limit N] [--every K] [--json FILE] [--html FILE]';
const speedUsage =
  'Usage: npm run bench -- [--encodes N] [--decodes N] [--images N] [--prompts N] [--json FILE]';

/** @throws UsageError on an unknown flag, a missing --pairs or a number that is none */
export function parseNocFlags(args: readonly string[]): NocFlags {
  const flags = readFlags(args, ['pairs', 'limit', 'every', 'json', 'html'], nocUsage);
  const pairsFile = flags['pairs'];
  if (pairsFile === undefined) throw new UsageError(`--pairs is missing.\n${nocUsage}`);
  return {
    pairsFile,
    limit: countOf(flags, 'limit', Infinity),
    every: countOf(flags, 'every', 1),
    jsonFile: flags['json'] ?? null,
    htmlFile: flags['html'] ?? null,
  };
}

/** @throws UsageError on an unknown flag or a number that is none */
export function parseSpeedFlags(args: readonly string[]): SpeedFlags {
  const flags = readFlags(args, ['encodes', 'decodes', 'images', 'prompts', 'json'], speedUsage);
  return {
    encodeCount: countOf(flags, 'encodes', 4),
    decodeCount: countOf(flags, 'decodes', 20),
    imageCount: countOf(flags, 'images', 30),
    promptCount: countOf(flags, 'prompts', 300),
    jsonFile: flags['json'] ?? null,
  };
}

/** @throws UsageError on an unknown flag or a number that is none */
export function parseLibraryFlags(args: readonly string[]): LibraryFlags {
  const names = ['images', 'objects', 'opens', 'steps', 'edits', 'import', 'json'];
  const flags = readFlags(args, names, libraryUsage);
  return {
    imageCount: countOf(flags, 'images', 10_000),
    objectsPerImage: countOf(flags, 'objects', 20),
    openCount: countOf(flags, 'opens', 5),
    stepCount: countOf(flags, 'steps', 20),
    editCount: countOf(flags, 'edits', 100),
    importCount: flags['import'] === undefined ? null : countOf(flags, 'import', 1),
    jsonFile: flags['json'] ?? null,
  };
}

/** @throws UsageError on an unknown flag or a number that is none */
export function parseEditorFlags(args: readonly string[]): EditorFlags {
  const flags = readFlags(args, ['objects', 'corners', 'selects', 'image', 'json'], editorUsage);
  return {
    objectCount: countOf(flags, 'objects', 1000),
    cornerCount: countOf(flags, 'corners', 200),
    selectCount: countOf(flags, 'selects', 20),
    imageFile: flags['image'] ?? null,
    jsonFile: flags['json'] ?? null,
  };
}

type Flags = Readonly<Record<string, string | undefined>>;

function readFlags(args: readonly string[], names: readonly string[], usage: string): Flags {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  try {
    const flags: Flags = parseArgs({ args: [...args], options, strict: true }).values;
    const empty = names.find((name) => flags[name] === '');
    if (empty !== undefined) throw new Error(`--${empty} is empty.`);
    return flags;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'The flags cannot be read.';
    throw new UsageError(`${reason}\n${usage}`, { cause });
  }
}

function countOf(flags: Flags, name: string, fallback: number): number {
  const text = flags[name];
  if (text === undefined) return fallback;
  const count = Number(text);
  if (!/^\d+$/u.test(text) || !Number.isSafeInteger(count) || count < 1) {
    throw new UsageError(`--${name} must be a whole number from 1 on, not "${text}".`);
  }
  return count;
}
