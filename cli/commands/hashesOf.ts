import type { Input } from '../input/readInput.ts';
import type { Terminal } from '../terminal.ts';

/** SHA-256 of every picture that is there, hex, by image; null where there is none. */
export async function hashesOf(
  { dataSet, pictures }: Input,
  terminal: Terminal,
): Promise<readonly (string | null)[]> {
  const hashes: (string | null)[] = [];
  for (const [image, { fileName, contentHash }] of dataSet.images.entries()) {
    terminal.signal.throwIfAborted();
    terminal.progress('comparing pictures', image / dataSet.images.length);
    hashes.push((await pictures.hashOf(fileName)) ?? contentHash);
  }
  terminal.progress('comparing pictures', 1);
  return hashes;
}
