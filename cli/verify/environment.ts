import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

const installMs = 240_000;

/** What a program said and how it ended. */
export interface Finished {
  readonly code: number | null; // null: stopped, or not there
  readonly output: string; // both streams
}

/** Runs a program to its end, at most so long. */
export function finished(
  program: string,
  words: readonly string[],
  limitMs: number,
  variables: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: limitMs,
      env: { ...process.env, ...variables },
    });
    const pieces: string[] = [];
    child.stdout.on('data', (piece: Buffer) => pieces.push(piece.toString()));
    child.stderr.on('data', (piece: Buffer) => pieces.push(piece.toString()));
    child.on('error', (error) => resolve({ code: null, output: error.message }));
    child.on('close', (code) => resolve({ code, output: pieces.join('') }));
  });
}

/**
 * The Python of a virtual environment with exactly the packages that a list names, made in the user's
 * cache when it is not there.
 *
 * @returns its path, or why there is none
 */
export async function pythonWith(
  requirements: string,
): Promise<{ readonly python: string } | { readonly missing: string }> {
  const base = process.env['PYTHON'] ?? 'python3';
  const version = await finished(base, ['--version'], 10_000);
  if (version.code !== 0) return { missing: `there is no ${base}` };
  const key = createHash('sha256')
    .update(await readFile(requirements))
    .update(version.output);
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const folder = join(cache, 'maskwright', `consumers-${key.digest('hex').slice(0, 12)}`);
  const python = join(folder, 'bin', 'python');
  const mark = join(folder, 'complete');
  if (existsSync(mark)) return { python };
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const steps = [
    [base, '-m', 'venv', folder],
    [
      python,
      '-m',
      'pip',
      'install',
      '--quiet',
      '--no-deps',
      '--only-binary',
      ':all:',
      '--retries',
      '1',
    ],
  ];
  for (const [index, [program = '', ...words]] of steps.entries()) {
    const all = index === 0 ? words : [...words, '--requirement', requirements];
    const { code, output } = await finished(program, all, installMs);
    if (code !== 0) return { missing: output.trim().split('\n').at(-1) ?? 'pip failed' };
  }
  await writeFile(mark, '');
  return { python };
}
