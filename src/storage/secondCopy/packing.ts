/** Text as the payload of a frame, gzipped where the browser can. */
export async function pack(
  text: string,
): Promise<{ readonly payload: Uint8Array<ArrayBuffer>; readonly isPacked: boolean }> {
  const plain = new TextEncoder().encode(text);
  if (!('CompressionStream' in globalThis)) return { payload: plain, isPacked: false };
  const stream = new Blob([plain]).stream().pipeThrough(new CompressionStream('gzip'));
  return { payload: await bytesOf(stream), isPacked: true };
}

/** The text of a payload. */
export async function unpack({
  payload,
  isPacked,
}: {
  readonly payload: Uint8Array<ArrayBuffer>;
  readonly isPacked: boolean;
}): Promise<string> {
  if (!isPacked) return new TextDecoder().decode(payload);
  const stream = new Blob([payload]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new TextDecoder().decode(await bytesOf(stream));
}

async function bytesOf(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
