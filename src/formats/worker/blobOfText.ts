/** Pieces of text are joined up to so many characters before they leave memory. */
const chunkLength = 2 ** 20;

/** Text that comes in pieces as one blob, UTF-8; browsers keep large ones on disk. */
export async function blobOfText(text: Iterable<string> | AsyncIterable<string>): Promise<Blob> {
  const blobs: Blob[] = [];
  let pieces: string[] = [];
  let length = 0;
  for await (const piece of text) {
    pieces.push(piece);
    length += piece.length;
    if (length < chunkLength) continue;
    blobs.push(new Blob([pieces.join('')]));
    pieces = [];
    length = 0;
  }
  return new Blob([...blobs, pieces.join('')]);
}
