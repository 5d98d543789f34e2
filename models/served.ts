import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Fingerprint, fingerprintOf, isSame } from './fingerprint.ts';
import { roles } from './recipe.ts';
import { unfinishedSuffix } from './writeAtomically.ts';

const olderHash = new RegExp(`^(?:${roles.join('|')})\\.[0-9a-f]{8}\\.onnx$`);
const unfinishedForMs = 60_000; // longer than any write of another build that is still running

/** Whether the file is there with exactly the bytes that are expected. */
export async function isUpToDate(path: string, expected: Fingerprint): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true || found.size !== expected.sizeBytes) return false;
  return isSame(fingerprintOf(await readFile(path)), expected);
}

/** Removes what earlier builds left in the folder of a model: files of older hashes, unfinished writes. */
export async function removeStale(folder: string, kept: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (kept.has(path)) continue;
    const isOlderHash = olderHash.test(name);
    if (isOlderHash || (name.endsWith(unfinishedSuffix) && (await isAbandoned(path)))) {
      await rm(path, { force: true });
    }
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > unfinishedForMs;
}
