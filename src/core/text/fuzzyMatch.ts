import { foldText, type FoldedText } from './foldText.ts';

/** A part of a text, UTF-16 units, the end not included. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** How a text answers to a query. */
export interface FuzzyMatch {
  /** Higher is better; of one query only. */
  readonly score: number;
  /** What of the text answers, in order and disjoint. */
  readonly ranges: readonly TextRange[];
}

export interface FuzzyHit<Item> extends FuzzyMatch {
  readonly item: Item;
}

export interface FuzzyIndex<Item> {
  /**
   * The items that match, best first; of equal ones the shorter text, then in the order given. All of
   * them, in their order, for a query of nothing.
   */
  find(query: string): readonly FuzzyHit<Item>[];
}

// a sign that follows the one matched before it is worth more than one that begins a word: then no
// match of a word is worth more than that at the very start of the text
const signScore = 16;
const textStartScore = 12;
const wordStartScore = 8;
const followingScore = 10;
const gapOpenCost = 2;
const gapSignCost = 1;
const maxLeadCost = 5;
const prefixScore = 20;
const wholeScore = 100;

/**
 * Whether all words of a query are found in a text, each as letters in order with gaps between them, in
 * whatever order the words are. Case and diacritics do not matter.
 *
 * @returns the best way to find them; null when there is none
 */
export function fuzzyMatch(query: string, text: string): FuzzyMatch | null {
  return matchFolded(queryOf(query), foldText(text));
}

/** Folds the texts of many items once, to ask for them often. Cost of a query: some ms for 1,000 names. */
export function createFuzzyIndex<Item>(
  items: readonly Item[],
  textOf: (item: Item) => string,
): FuzzyIndex<Item> {
  const entries = items.map((item) => ({ item, folded: foldText(textOf(item)) }));
  return {
    find(typed) {
      const query = queryOf(typed);
      const hits = entries.flatMap(({ item, folded }) => {
        const match = matchFolded(query, folded);
        return match ? [{ item, ...match, length: folded.signs.length }] : [];
      });
      if (query.words.length === 0) return hits;
      return hits.toSorted((a, b) => b.score - a.score || a.length - b.length);
    },
  };
}

interface Query {
  readonly whole: string;
  readonly words: readonly string[];
}

function queryOf(typed: string): Query {
  const whole = foldText(typed).signs.trim();
  return { whole, words: whole.split(/\s+/u).filter((word) => word !== '') };
}

function matchFolded({ whole, words }: Query, text: FoldedText): FuzzyMatch | null {
  if (!words.every((word) => isSubsequence(word, text.signs))) return null;
  let score = 0;
  const places = new Set<number>();
  for (const word of words) {
    const found = placeWord(word, text);
    score += found.score;
    for (const place of found.places) places.add(place);
  }
  if (words.length > 0 && text.signs.startsWith(whole)) score += prefixScore;
  if (words.length > 0 && text.signs === whole) score += wholeScore;
  return { score, ranges: rangesOf(places, text) };
}

function isSubsequence(word: string, signs: string): boolean {
  let at = -1;
  for (let i = 0; i < word.length; i += 1) {
    at = signs.indexOf(word.charAt(i), at + 1);
    if (at < 0) return false;
  }
  return true;
}

/** The best places of the signs of a word that is known to be in the text. */
function placeWord(word: string, text: FoldedText): PlacedWord {
  let row = firstRow(word.charAt(0), text);
  const rows = [row];
  for (let i = 1; i < word.length; i += 1) {
    row = nextRow(word.charAt(i), text, row);
    rows.push(row);
  }
  return walkBack(rows);
}

/** Of one sign of a word, by its place in the text: the best score so far, and where the sign before it lies. */
interface Row {
  readonly scores: Float64Array;
  readonly from: Int32Array;
}

interface PlacedWord {
  readonly score: number;
  readonly places: readonly number[];
}

function emptyRow({ signs: { length } }: FoldedText): Row {
  const scores = new Float64Array(length).fill(Number.NEGATIVE_INFINITY);
  return { scores, from: new Int32Array(length).fill(-1) };
}

function firstRow(sign: string, text: FoldedText): Row {
  const row = emptyRow(text);
  for (let at = text.signs.indexOf(sign); at >= 0; at = text.signs.indexOf(sign, at + 1)) {
    row.scores[at] = signScore + placeScore(text, at) - Math.min(at, maxLeadCost);
  }
  return row;
}

function nextRow(sign: string, text: FoldedText, former: Row): Row {
  const row = emptyRow(text);
  let beyondGap = { score: Number.NEGATIVE_INFINITY, at: -1 }; // the best of those further away
  for (let at = 1; at < text.signs.length; at += 1) {
    const nearest = scoreAt(former, at - 2) - gapOpenCost - gapSignCost;
    const further = beyondGap.score - gapSignCost;
    beyondGap =
      nearest >= further ? { score: nearest, at: at - 2 } : { score: further, at: beyondGap.at };
    if (text.signs[at] !== sign) continue;
    const following = scoreAt(former, at - 1) + followingScore;
    const apart = beyondGap.score + placeScore(text, at);
    row.scores[at] = signScore + Math.max(following, apart);
    row.from[at] = following >= apart ? at - 1 : beyondGap.at;
  }
  return row;
}

function scoreAt({ scores }: Row, at: number): number {
  return scores[at] ?? Number.NEGATIVE_INFINITY;
}

function placeScore({ isWordStart }: FoldedText, at: number): number {
  if (at === 0) return textStartScore;
  return isWordStart[at] ? wordStartScore : 0;
}

function walkBack(rows: readonly Row[]): PlacedWord {
  const last = rows.at(-1)?.scores ?? new Float64Array();
  const score = last.reduce((best, each) => Math.max(best, each), Number.NEGATIVE_INFINITY);
  let at = last.indexOf(score);
  const places: number[] = [];
  for (const { from } of rows.toReversed()) {
    places.push(at);
    at = from[at] ?? -1;
  }
  return { score, places };
}

function rangesOf(places: ReadonlySet<number>, text: FoldedText): readonly TextRange[] {
  const ranges: { start: number; end: number }[] = [];
  for (const place of [...places].toSorted((a, b) => a - b)) {
    const start = text.starts[place] ?? 0;
    const end = text.ends[place] ?? 0;
    const last = ranges.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else ranges.push({ start, end });
  }
  return ranges;
}
