import type { Keymap } from '#store/settingsStore.ts';
import type { Command } from './command.ts';
import { keysOf, withKeys } from './keymap.ts';
import { normalKeyName } from './keyName.ts';
import { refusalOf } from './reservedKeys.ts';

/** What a file of a layout says, as far as it can be had here. */
export interface LayoutReading {
  readonly keymap: Keymap;
  /** How many commands get other keys than they have at first. */
  readonly changedCount: number;
  /** Commands that this studio does not know. */
  readonly unknownIds: readonly string[];
  /** Keys that are none, or that browsers keep, as `command: key`. */
  readonly refused: readonly string[];
}

const format = 'maskwright-keys';
/** More would not be pressed by anybody. */
const maxKeyCount = 8;

/** All keys of all commands as the text of a JSON file that `readLayout` reads. */
export function layoutText(commands: readonly Command[], keymap: Keymap): string {
  const keys = Object.fromEntries(
    commands.map((command) => [command.id, keysOf(keymap, command)] as const),
  );
  return `${JSON.stringify({ format, version: 1, keys }, null, 2)}\n`;
}

/**
 * Reads a layout; commands that it does not name keep the keys they have at first.
 *
 * @returns null when the text is no layout at all
 */
export function readLayout(
  text: string,
  commands: readonly Command[],
  isMac: boolean,
): LayoutReading | null {
  const named = keysInText(text);
  if (!named) return null;
  const unknownIds: string[] = [];
  const refused: string[] = [];
  let keymap: Keymap = {};
  for (const [id, given] of Object.entries(named)) {
    const command = commands.find((each) => each.id === id);
    if (!command) {
      unknownIds.push(id);
    } else if (!isTexts(given)) {
      refused.push(id);
    } else {
      const taken = given.map((key) => keyToTake(key, command, isMac));
      refused.push(...given.filter((_, at) => taken[at] === null).map((key) => `${id}: ${key}`));
      keymap = withKeys(keymap, command, fitted(taken, command));
    }
  }
  return { keymap, changedCount: Object.keys(keymap).length, unknownIds, refused };
}

function keysInText(text: string): object | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { format: given, keys } = value as Readonly<Record<string, unknown>>;
  const isLayout = given === format && typeof keys === 'object' && !Array.isArray(keys);
  return isLayout ? keys : null;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

/** @returns null for what is no key to be had; '' for a free place of a row */
function keyToTake(key: string, { row }: Command, isMac: boolean): string | null {
  if (row && key === '') return '';
  const name = normalKeyName(key);
  return name === null || refusalOf(name, isMac) !== null ? null : name;
}

/** A row has as many places as it had; other commands have each key once. */
function fitted(
  keys: readonly (string | null)[],
  { row, keys: atFirst }: Command,
): readonly string[] {
  if (row) return atFirst.map((_, place) => keys[place] ?? '');
  return [...new Set(keys.filter((key) => key !== null))].slice(0, maxKeyCount);
}
