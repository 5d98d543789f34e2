import type { ExitCode } from './exitCode.ts';
import type { Terminal } from './terminal.ts';

/** What the user gave a command. */
export interface Arguments {
  readonly paths: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** An option as `--help` tells of it. */
export interface CommandOption {
  readonly value: string | null; // what stands behind it; null: nothing does
  readonly help: string;
}

/** One command of the command line. */
export interface Command {
  readonly name: string;
  readonly usage: string; // what stands behind the name
  readonly summary: string;
  readonly example: string;
  readonly options: Readonly<Record<string, CommandOption>>;
  /** @throws CommandError */
  run(given: Arguments, terminal: Terminal): Promise<ExitCode>;
}

/** The text of an option; null when it is not given. */
export function textOf({ options }: Arguments, name: string): string | null {
  const value = options[name];
  return typeof value === 'string' ? value : null;
}

/** Whether an option without a value is given. */
export function isGiven({ options }: Arguments, name: string): boolean {
  return options[name] === true;
}
