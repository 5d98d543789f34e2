import { areaOfSize, type Size } from '../geometry/size.ts';
import type { Rle } from './rle.ts';

/** Why a compressed RLE of foreign origin cannot be read. */
export type RleStringIssue =
  | { readonly code: 'rle/bad-character'; readonly at: number } // index into the string
  | { readonly code: 'rle/truncated' } // the last number goes on past the end
  | { readonly code: 'rle/bad-run'; readonly run: number } // negative, or more than the image holds
  | { readonly code: 'rle/wrong-total'; readonly total: number; readonly expected: number };

export type RleStringResult =
  | { readonly isValid: true; readonly rle: Rle }
  | { readonly isValid: false; readonly issue: RleStringIssue };

const firstCode = 48; // '0' stands for 0, 'o' for 63
const maxDigits = 7; // of 5 bits each, more than any difference of two 32-bit runs needs

/**
 * The counts in COCO's compressed form: from the fourth run on the difference to the run two before,
 * each number as 5-bit digits, lowest first, in characters '0'…'o' whose bit 32 says "goes on" and
 * whose bit 16 in the last digit is the sign. Masks of up to 2³¹ pixels.
 * Source: COCO API `rleToString`.
 */
export function rleToString({ counts }: Rle): string {
  let text = '';
  for (let run = 0; run < counts.length; run += 1) {
    let rest = (counts[run] ?? 0) - (run > 2 ? (counts[run - 2] ?? 0) : 0);
    let goesOn = true;
    while (goesOn) {
      const digit = rest & 31;
      rest >>= 5;
      goesOn = rest !== ((digit & 16) === 0 ? 0 : -1);
      text += String.fromCharCode(firstCode + digit + (goesOn ? 32 : 0));
    }
  }
  return text;
}

/**
 * The mask of a compressed RLE, made canonical (runs of 0 are merged away), or what is wrong with it.
 * Never throws; reads no further than the first fault. Source: COCO API `rleFrString`.
 */
export function rleFromString(text: string, size: Size): RleStringResult {
  const expected = areaOfSize(size);
  const runs: number[] = [];
  let total = 0;
  for (let at = 0; at < text.length;) {
    const number = readNumber(text, at);
    if ('code' in number) return { isValid: false, issue: number };
    const length = number.value + (runs.length > 2 ? (runs[runs.length - 2] ?? 0) : 0);
    total += length;
    if (length < 0 || length > expected) {
      return { isValid: false, issue: { code: 'rle/bad-run', run: runs.length } };
    }
    if (total > expected) break;
    runs.push(length);
    at = number.end;
  }
  return total === expected
    ? { isValid: true, rle: { size, counts: canonicalCounts(runs) } }
    : { isValid: false, issue: { code: 'rle/wrong-total', total, expected } };
}

/** The signed number that begins at `start`, and where the next one begins. */
function readNumber(
  text: string,
  start: number,
): { readonly value: number; readonly end: number } | RleStringIssue {
  let value = 0;
  let weight = 1;
  for (let at = start; at < text.length && at - start < maxDigits; at += 1) {
    const code = text.charCodeAt(at) - firstCode;
    if (code < 0 || code > 63) return { code: 'rle/bad-character', at };
    value += (code & 31) * weight;
    weight *= 32;
    if ((code & 32) === 0)
      return { value: (code & 16) === 0 ? value : value - weight, end: at + 1 };
  }
  return start + maxDigits <= text.length
    ? { code: 'rle/bad-character', at: start + maxDigits - 1 }
    : { code: 'rle/truncated' };
}

/** The same mask without runs of 0 except the first: what lies on both sides of one belongs together. */
function canonicalCounts(runs: readonly number[]): Uint32Array {
  const counts: number[] = [0];
  for (const [run, length] of runs.entries()) {
    if (length === 0) continue;
    const isForeground = run % 2 === 1;
    if (isForeground === (counts.length % 2 === 0)) counts.push((counts.pop() ?? 0) + length);
    else counts.push(length);
  }
  return Uint32Array.from(counts);
}
