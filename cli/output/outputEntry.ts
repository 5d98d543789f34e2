import type { SourceFile } from '../input/source.ts';

/** One file of an export as it goes to a folder or a zip. */
export interface OutputEntry {
  readonly path: string; // '/'-separated, safe
  readonly content:
    | { readonly kind: 'pieces'; readonly pieces: AsyncIterable<Uint8Array<ArrayBuffer>> }
    | { readonly kind: 'file'; readonly file: SourceFile };
}

const chunkLength = 65_536; // characters

/** Text in UTF-8, small pieces joined. */
export async function* encoded(
  text: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  let pieces: string[] = [];
  let length = 0;
  for await (const piece of text) {
    pieces.push(piece);
    length += piece.length;
    if (length < chunkLength) continue;
    yield encoder.encode(pieces.join(''));
    pieces = [];
    length = 0;
  }
  if (length > 0) yield encoder.encode(pieces.join(''));
}

/** Bytes that are there already. */
export async function* onePiece(
  bytes: Uint8Array<ArrayBuffer>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  yield await Promise.resolve(bytes);
}
