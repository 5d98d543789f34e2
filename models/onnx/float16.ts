const scratch = new DataView(new ArrayBuffer(4));

/**
 * Bits of the half-precision number next to a number, ties to even (IEEE 754 binary16).
 * Beyond ±65504 that is an infinity; NaN stays NaN.
 */
export function float16Bits(value: number): number {
  scratch.setFloat32(0, value);
  const bits = scratch.getUint32(0);
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  if (magnitude >= 0x47800000) return sign | 0x7c00;
  if (magnitude < 0x38800000) return sign | subnormalBits(Math.abs(value));
  const rebiased = magnitude - 0x38000000; // exponent bias 127 → 15
  const roundedUp = rebiased + 0x0fff + ((rebiased >>> 13) & 1);
  return sign | (roundedUp >>> 13);
}

/** Below 2⁻¹⁴ half precision counts in steps of 2⁻²⁴. */
function subnormalBits(magnitude: number): number {
  const steps = magnitude * 2 ** 24;
  const floor = Math.floor(steps);
  const rest = steps - floor;
  const isUp = rest > 0.5 || (rest === 0.5 && floor % 2 === 1);
  return isUp ? floor + 1 : floor;
}
