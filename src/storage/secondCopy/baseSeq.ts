import { readFrames } from '#core/backup/copyFrames.ts';
import { bytesOf } from './copyFolder.ts';

/** Where in the journal a base begins; null when it is not whole. */
export async function baseSeqOf(
  folder: FileSystemDirectoryHandle,
  number: number,
): Promise<number | null> {
  const [mark] = readFrames(await bytesOf(folder, `${number}.whole`)).frames;
  return mark?.seq ?? null;
}
