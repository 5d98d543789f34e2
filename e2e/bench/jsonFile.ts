import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UsageError } from './command.ts';

/**
 * Makes sure that a result can be written there, before minutes are spent on it.
 *
 * @throws UsageError
 */
export async function prepareJsonFile(file: string): Promise<void> {
  const existing = await stat(file).catch(() => null);
  if (existing?.isDirectory())
    throw new UsageError(`--json must name a file: ${file} is a folder.`);
  await mkdir(dirname(file), { recursive: true }).catch((cause: unknown) => {
    throw new UsageError(`--json: the folder of ${file} cannot be made.`, { cause });
  });
}

export async function writeJsonFile(file: string, value: unknown): Promise<void> {
  await writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
}
