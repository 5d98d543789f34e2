import { parseArgs } from 'node:util';
import { AppError } from '#core/failure.ts';
import type { Arguments, Command } from './command.ts';
import { convert } from './commands/convert.ts';
import { evaluateCommand } from './commands/evaluate.ts';
import { merge } from './commands/merge.ts';
import { split } from './commands/split.ts';
import { stats } from './commands/stats.ts';
import { validate } from './commands/validate.ts';
import { CommandError, exitCodes, wrongUse, type ExitCode } from './exitCode.ts';
import { helpOf, overview } from './help.ts';
import type { Terminal } from './terminal.ts';

const commands: readonly Command[] = [convert, validate, stats, merge, split, evaluateCommand];

/** Runs the command that the words name; all that goes wrong is told, nothing is thrown. */
export async function runCommandLine(
  words: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  try {
    return await runCommand(words, terminal);
  } catch (error) {
    if (terminal.signal.aborted) {
      terminal.tell('Interrupted; nothing was written.');
      return exitCodes.interrupted;
    }
    terminal.tell(`maskwright: ${reasonOf(error)}`);
    return error instanceof CommandError ? error.exitCode : exitCodes.notReadOrWritten;
  }
}

async function runCommand(
  [name, ...rest]: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.print(overview(commands));
    return name === undefined ? exitCodes.wrongUse : exitCodes.done;
  }
  const command = commands.find((each) => each.name === name);
  if (!command) {
    const known = commands.map((each) => each.name).join(', ');
    throw wrongUse(`there is no command ${name}; there are ${known}`);
  }
  const given = argumentsOf(command, rest);
  if (given.options['help'] === true) {
    terminal.print(helpOf(command));
    return exitCodes.done;
  }
  return command.run(given, terminal);
}

function argumentsOf(command: Command, words: readonly string[]): Arguments {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, { value }]) => [
      name,
      { type: value === null ? 'boolean' : 'string' } as const,
    ]),
  );
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: { ...options, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
    return { paths: positionals, options: values };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw wrongUse(`${reason}\nSee: maskwright ${command.name} --help`);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof AppError) return JSON.stringify(error.failure);
  return error instanceof Error ? error.message : String(error);
}
