const scratch = new Float32Array(1);
const scratchBits = new Uint32Array(scratch.buffer);
let widened: Float32Array | null = null;

/**
 * The nearest float16 of each value, as its 16 bits: half the bytes for a relative error of at most
 * 2⁻¹¹. Ties go to even; what is too large becomes infinite.
 * Source: IEEE 754 binary16; the rounding is van der Zijp's and Giesen's.
 */
export function narrowToFloat16(values: Float32Array): Uint16Array<ArrayBuffer> {
  const bits = new Uint16Array(values.length);
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
  for (let i = 0; i < words.length; i += 1) bits[i] = narrow(words[i] ?? 0);
  return bits;
}

/** The values behind float16 bits, exactly. Cost: a table look-up each. */
export function widenFloat16(bits: Uint16Array): Float32Array<ArrayBuffer> {
  widened ??= Float32Array.from({ length: 65_536 }, (_, half) => widen(half));
  const values = new Float32Array(bits.length);
  for (let i = 0; i < bits.length; i += 1) values[i] = widened[bits[i] ?? 0] ?? 0;
  return values;
}

/** @param word the bits of a float32 */
function narrow(word: number): number {
  const sign = (word >>> 16) & 0x8000;
  const magnitude = word & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00; // not a number
  if (magnitude >= 0x477ff000) return sign | 0x7c00; // 65520 and more
  if (magnitude < 0x38800000) return sign | subnormal(magnitude);
  const rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1);
  return sign | ((rounded - 0x38000000) >>> 13);
}

/** Below 2⁻¹⁴ float16 counts in steps of 2⁻²⁴; adding ½ lets the float32 unit do that rounding. */
function subnormal(magnitude: number): number {
  scratchBits[0] = magnitude;
  scratch[0] = (scratch[0] ?? 0) + 0.5;
  return (scratchBits[0] ?? 0) - 0x3f000000;
}

function widen(half: number): number {
  const sign = (half & 0x8000) === 0 ? 1 : -1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
