/** A block's bytes do not unpack to what the page says. */
export class DamagedBlock extends Error {}

/**
 * Unpacks runs of bytes. Source: TIFF 6.0, section 9.
 *
 * @param length of the result; never more is written, whatever the bytes say
 */
export function unpackRuns(packed: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(length);
  let to = 0;
  let from = 0;
  while (to < length) {
    const head = packed[from];
    if (head === undefined) throw new DamagedBlock('the runs end too early');
    from += 1;
    if (head === 128) continue;
    if (head > 128) {
      out.fill(packed[from] ?? 0, to, to + 257 - head);
      from += 1;
      to += 257 - head;
    } else {
      const part = packed.subarray(from, from + head + 1).subarray(0, length - to);
      out.set(part, to);
      from += head + 1;
      to += head + 1;
    }
  }
  return out;
}

const clearCode = 256;
const endCode = 257;

/**
 * Unpacks LZW of 9 to 12 bits, most significant bit first. A code stands for a string that was written
 * before, so a code is kept as where that string begins in the result. Source: TIFF 6.0, section 13.
 *
 * @param length of the result; never more is written, whatever the bytes say
 */
export function unpackLzw(packed: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(length);
  const starts = new Int32Array(4097);
  const lengths = new Int32Array(4097);
  let next = endCode + 1;
  let width = 9;
  let to = 0;
  let bits = 0;
  let bitCount = 0;
  let from = 0;
  let previous = { start: 0, length: 0 };
  while (to < length) {
    while (bitCount < width) {
      const byte = packed[from];
      if (byte === undefined) throw new DamagedBlock('the codes end too early');
      bits = ((bits << 8) | byte) & 0xff_ffff;
      bitCount += 8;
      from += 1;
    }
    const code = (bits >>> (bitCount - width)) & ((1 << width) - 1);
    bitCount -= width;
    if (code === endCode) throw new DamagedBlock('the codes end too early');
    if (code === clearCode) {
      next = endCode + 1;
      width = 9;
      previous = { start: 0, length: 0 };
      continue;
    }
    if (code > next || (code === next && previous.length === 0))
      throw new DamagedBlock('no such code');
    const start = to;
    // a new string is the one before and the first byte of this one, so it already lies in the result
    if (previous.length > 0 && next < 4096) {
      starts[next] = previous.start;
      lengths[next] = previous.length + 1;
      next += 1;
    }
    if (code < clearCode) {
      out[to] = code;
      to += 1;
    } else {
      const end = Math.min(length, to + (lengths[code] ?? 0));
      for (let at = starts[code] ?? 0; to < end; at += 1, to += 1) out[to] = out[at] ?? 0;
    }
    previous = { start, length: to - start };
    if (next + 1 >= 1 << width && width < 12) width += 1;
  }
  return out;
}

/** Unpacks zlib's format. @param length of the result; reading stops there, whatever would follow */
export async function unpackDeflate(
  packed: Uint8Array<ArrayBuffer>,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const out = new Uint8Array(length);
  let to = 0;
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate'));
  const reader = stream.getReader();
  try {
    while (to < length) {
      const { done, value } = await reader.read();
      if (done) throw new DamagedBlock('the block ends too early');
      out.set(value.subarray(0, length - to), to);
      to += value.length;
    }
  } catch (cause) {
    throw cause instanceof DamagedBlock ? cause : new DamagedBlock('no zlib', { cause });
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  return out;
}
