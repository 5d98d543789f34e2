import { formats } from '#formats/registry.ts';
import type { Command, CommandOption } from './command.ts';

const common: Readonly<Record<string, CommandOption>> = {
  json: { value: null, help: 'the result as JSON on stdout, nothing else there' },
  help: { value: null, help: 'this text' },
};

/** All commands in a few lines. */
export function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'maskwright COMMAND …: image annotations between formats, without a browser',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    `Formats: ${formats.map(({ id }) => id).join(', ')}`,
    'Ends with 0: fine, 1: done with errors in the data, 2: wrong use, 3: not read or written.',
    'maskwright COMMAND --help tells more.',
  ].join('\n');
}

/** Everything about one command. */
export function helpOf({ name, usage, summary, example, options }: Command): string {
  const lines = Object.entries({ ...options, ...common }).map(
    ([option, { value, help }]) =>
      [value === null ? `--${option}` : `--${option} ${value}`, help] as const,
  );
  const width = Math.max(...lines.map(([option]) => option.length));
  return [
    `maskwright ${name} ${usage}`,
    '',
    summary,
    '',
    ...lines.map(([option, help]) => `  ${option.padEnd(width)}  ${help}`),
    '',
    `Example: ${example}`,
  ].join('\n');
}
