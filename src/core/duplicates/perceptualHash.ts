/** 64 bits of a dHash in two halves, so that no arithmetic needs BigInt. */
export interface HashBits {
  readonly high: number; // uint32
  readonly low: number; // uint32
}

/** The bits of 16 hex digits; null when the text is anything else. */
export function hashBitsOf(hex: string): HashBits | null {
  if (!/^[0-9a-f]{16}$/iu.test(hex)) return null;
  return { high: Number.parseInt(hex.slice(0, 8), 16), low: Number.parseInt(hex.slice(8), 16) };
}

/** Number of bits that differ, 0 … 64. */
export function hammingDistance(a: HashBits, b: HashBits): number {
  return bitCount(a.high ^ b.high) + bitCount(a.low ^ b.low);
}

/**
 * Number of ones, 0 … 32, by adding neighbouring fields of 1, 2, 4 and 8 bits.
 * Source: Warren, Hacker's Delight, 5-1.
 *
 * @param bits any int32 or uint32
 */
export function bitCount(bits: number): number {
  let sum = bits - ((bits >>> 1) & 0x55555555);
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333);
  sum = (sum + (sum >>> 4)) & 0x0f0f0f0f;
  return Math.imul(sum, 0x01010101) >>> 24;
}

/**
 * Whether the hash says enough of its picture to compare it. A flat picture has no bits set, an even
 * gradient all of them; a hash within `maxDistance` of either would pass for a copy of every such picture.
 */
export function isTellingHash({ high, low }: HashBits, maxDistance: number): boolean {
  const ones = bitCount(high) + bitCount(low);
  return ones > maxDistance && 64 - ones > maxDistance;
}
