/** What is hashed in one piece, on another thread; the rest piece by piece, on this one. */
export const wholeBytes = 32 * 1024 * 1024;

/** SHA-256 of bytes that come in pieces, hex. Memory: {@link wholeBytes} at most. */
export async function sha256Of(
  pieces: AsyncIterable<Uint8Array<ArrayBuffer>>,
  sizeBytes: number,
): Promise<string> {
  if (sizeBytes > wholeBytes || !('subtle' in crypto)) return hashInPieces(pieces);
  const whole = new Uint8Array(sizeBytes);
  let filled = 0;
  for await (const piece of pieces) {
    whole.set(piece, filled);
    filled += piece.length;
  }
  return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', whole)));
}

/** WebCrypto knows no hash in steps. */
async function hashInPieces(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const { sha256 } = await import('@noble/hashes/sha2.js');
  const hash = sha256.create();
  for await (const piece of pieces) hash.update(piece);
  return hexOf(hash.digest());
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
