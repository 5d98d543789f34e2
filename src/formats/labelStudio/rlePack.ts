/** A stretch of equal values. */
export interface ValueRun {
  readonly value: number; // a byte
  readonly length: number; // ≥ 1
}

/** Bits of a run's length by the two-bit index that says so. */
const lengthBits = [3, 4, 8, 16] as const;

/**
 * Runs as the bytes that Label Studio calls RLE: 32 bits number of values, 5 bits word size − 1, four
 * times 4 bits of {@link lengthBits} − 1, then per run a flag (1: repeated), a two-bit index, length − 1,
 * and the value. Bit for bit what `label_studio_converter.brush.encode_rle` writes, padding too.
 * Source: thi-ng/umbrella, `rle-pack`; HumanSignal/label-studio-converter, `brush.py`.
 */
export function packRuns(valueCount: number, runs: Iterable<ValueRun>): readonly number[] {
  const bits = new BitWriter();
  bits.write(Math.floor(valueCount / 65_536), 16);
  bits.write(valueCount % 65_536, 16);
  bits.write(7, 5);
  for (const size of lengthBits) bits.write(size - 1, 4);
  for (const { value, length } of runs) {
    for (let rest = length; rest > 0; rest -= 65_536) writeRun(bits, value, Math.min(rest, 65_536));
  }
  return bits.finish();
}

function writeRun(bits: BitWriter, value: number, length: number): void {
  const index = length <= 8 ? 0 : length <= 16 ? 1 : length <= 256 ? 2 : 3;
  bits.write(length === 1 ? 0 : 1, 1);
  bits.write(index, 2);
  bits.write(length - 1, lengthBits[index]);
  bits.write(value, 8);
}

/**
 * The runs of packed bytes, in pieces as they stand there; they may hold more values than the header
 * says. Ends early, without a word, where the bytes end or are none.
 */
export function* unpackRuns(
  bytes: readonly unknown[],
): Generator<{ readonly total: number } | ValueRun, void, undefined> {
  const bits = new BitReader(bytes);
  const total = bits.read(16) * 65_536 + bits.read(16);
  const wordSize = bits.read(5) + 1;
  const sizes = [0, 0, 0, 0].map(() => bits.read(4) + 1);
  yield { total };
  for (let at = 0; at < total && !bits.isAtEnd;) {
    const isRun = bits.read(1) === 1;
    const length = bits.read(sizes[bits.read(2)] ?? 1) + 1;
    if (isRun) yield* bits.isAtEnd ? [] : [{ value: bits.read(wordSize), length }];
    else {
      for (let i = 0; i < length && !bits.isAtEnd; i += 1) {
        yield { value: bits.read(wordSize), length: 1 };
      }
    }
    at += length;
  }
}

class BitWriter {
  readonly #bytes: number[] = [];
  #byte = 0;
  #count = 0; // of bits in the byte

  write(value: number, size: number): void {
    for (let bit = size - 1; bit >= 0; bit -= 1) {
      this.#byte = (this.#byte << 1) | ((value >> bit) & 1);
      this.#count += 1;
      if (this.#count < 8) continue;
      this.#bytes.push(this.#byte);
      this.#byte = 0;
      this.#count = 0;
    }
  }

  /** At least one bit of padding, as the converter has it. */
  finish(): readonly number[] {
    return [...this.#bytes, this.#byte << (8 - this.#count)];
  }
}

class BitReader {
  readonly #bytes: readonly unknown[];
  #at = 0; // in bits

  constructor(bytes: readonly unknown[]) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at >= 8 * this.#bytes.length;
  }

  /** Zeros behind the end and for what is no byte. */
  read(size: number): number {
    let value = 0;
    for (let i = 0; i < size; i += 1) {
      const byte = this.#bytes[this.#at >> 3];
      const bit = typeof byte === 'number' ? (byte >> (7 - (this.#at & 7))) & 1 : 0;
      value = value * 2 + bit;
      this.#at += 1;
    }
    return value;
  }
}
