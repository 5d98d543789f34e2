import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * The files of a folder on the disk, or one file, for `memoryFiles`: by their paths below it.
 *
 * @param extensions of the files that are wanted, in lower case with the dot
 */
export function filesOnDisk(
  path: string,
  ...extensions: readonly string[]
): ReadonlyMap<string, Uint8Array<ArrayBuffer>> {
  if (statSync(path).isFile()) return new Map([[basename(path), bytesOf(path)]]);
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => extensions.some((each) => name.toLowerCase().endsWith(each)));
  return new Map(names.toSorted().map((name) => [name, bytesOf(join(path, name))]));
}

function bytesOf(path: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(readFileSync(path));
}
