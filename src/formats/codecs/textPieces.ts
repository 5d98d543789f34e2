import type { InputFiles } from '../format.ts';

/** The text of a UTF-8 file piece by piece, for files that may be large; no character is cut in two. */
export async function* textPieces(
  files: InputFiles,
  path: string,
): AsyncGenerator<string, void, undefined> {
  let rest = new Uint8Array(0);
  for await (const piece of files.streamOf(path)) {
    const bytes = joined(rest, piece);
    const end = bytes.length - openByteCount(bytes);
    if (end > 0) yield files.decode(bytes.slice(0, end));
    rest = bytes.slice(end);
  }
  if (rest.length > 0) yield files.decode(rest);
}

function joined(
  first: Uint8Array<ArrayBuffer>,
  second: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  if (first.length === 0) return second;
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}

/** How many bytes at the end belong to a character that is not complete. */
function openByteCount(bytes: Uint8Array): number {
  for (let count = 1; count <= 3 && count <= bytes.length; count += 1) {
    const byte = bytes.at(-count) ?? 0;
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue; // goes on
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > count ? count : 0;
  }
  return 0;
}
