import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { runCommandLine } from '../commandLine.ts';
import type { ExitCode } from '../exitCode.ts';

/** What a command did. */
export interface Run {
  readonly code: ExitCode;
  readonly out: string; // stdout
  readonly told: string; // stderr
}

/** Runs a command in this process. */
export async function runCli(
  words: readonly string[],
  signal: AbortSignal = new AbortController().signal,
): Promise<Run> {
  const out: string[] = [];
  const told: string[] = [];
  const code = await runCommandLine(words, {
    print: (line) => out.push(line),
    tell: (line) => told.push(line),
    progress: () => undefined,
    signal,
  });
  return { code, out: out.join('\n'), told: told.join('\n') };
}

/** A folder for one test file, removed after it. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'maskwright-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Every file below a folder with its bytes as Latin-1, by path, hidden ones too. */
export async function contentsOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const paths = await readdir(folder, { recursive: true });
  const contents = new Map<string, string>();
  for (const path of paths.toSorted()) {
    const absolute = join(folder, path);
    if ((await stat(absolute)).isFile()) contents.set(path, await readFile(absolute, 'latin1'));
  }
  return contents;
}
