/** The same bytes, to be read as numbers. */
export function viewOf({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>) {
  return new DataView(buffer, byteOffset, byteLength);
}

/** What `read` gives; null where it reads past the end of its view. */
export function insideOf<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return null; // as DataView says it
    throw error;
  }
}

/** Four letters that name a part of a file. */
export function fourLetters(view: DataView, offset: number): string {
  const letters = [0, 1, 2, 3].map((index) => view.getUint8(offset + index));
  return String.fromCharCode(...letters);
}
