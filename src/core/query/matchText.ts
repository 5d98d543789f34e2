import type { Pattern } from './query.ts';

/** Whether a text that was folded fits. */
export type TextMatcher = (folded: string) => boolean;

/** A text as it is compared: without case, letters and their accents in one. */
export function foldText(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** The parts stand in the text, in their order. */
export function contains({ parts }: Pattern): TextMatcher {
  const folded = parts.map(foldText);
  const [only] = folded;
  if (folded.length === 1 && only !== undefined) return (text) => text.includes(only);
  return (text) => endOfParts(text, folded, 0) !== null;
}

/** The parts are the whole text, with anything between them. */
export function equals({ parts }: Pattern): TextMatcher {
  const folded = parts.map(foldText);
  const first = folded[0] ?? '';
  if (folded.length === 1) return (text) => text === first;
  const last = folded.at(-1) ?? '';
  const middle = folded.slice(1, -1);
  return (text) => {
    if (!text.startsWith(first)) return false;
    const end = endOfParts(text, middle, first.length);
    return end !== null && end <= text.length - last.length && text.endsWith(last);
  };
}

/** A bare text is looked for anywhere, one with `*` is the whole text. */
export function containsOrEquals(pattern: Pattern): TextMatcher {
  return pattern.parts.length === 1 ? contains(pattern) : equals(pattern);
}

function endOfParts(text: string, parts: readonly string[], from: number): number | null {
  let at = from;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found < 0) return null;
    at = found + part.length;
  }
  return at;
}
