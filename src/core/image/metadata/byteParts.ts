/** A stretch of a file, or bytes of our own in its place. */
export type BytePart = Uint8Array;

/** The parts one after the other. */
export function joinParts(parts: readonly BytePart[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Latin letters at a place of a file; '' past its end. */
export function lettersAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
