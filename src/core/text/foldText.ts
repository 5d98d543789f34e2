/** A text as it is searched: without case and diacritics, each sign with its place in the original. */
export interface FoldedText {
  readonly signs: string; // UTF-16 units
  /** Of each sign: where what it came from starts and ends in the original, UTF-16 units. */
  readonly starts: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
  /** Of each sign: whether a word begins with it: after a sign that is none of a word, or `likeThis`. */
  readonly isWordStart: readonly boolean[];
}

/** Letters that are not a plain one with a mark. */
const spelled: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Cost: linear in the length; texts of ASCII only are the cheap ones. */
export function foldText(text: string): FoldedText {
  let signs = '';
  const starts: number[] = [];
  const ends: number[] = [];
  const isWordStart: boolean[] = [];
  let former: Kind = 'other';
  let at = 0;
  for (const character of text) {
    const kind = kindOf(character);
    const end = at + character.length;
    const folded = foldCharacter(character);
    for (let i = 0; i < folded.length; i += 1) {
      starts.push(at);
      ends.push(end);
      isWordStart.push(i === 0 && beginsWord(former, kind));
    }
    signs += folded;
    if (folded !== '') former = kind;
    at = end;
  }
  return { signs, starts, ends, isWordStart };
}

/** Empty for a mark of its own, which belongs to the letter before it. */
function foldCharacter(character: string): string {
  const lower = character.toLowerCase();
  if (character <= '\u007f') return lower;
  const bare = lower.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return spelled[bare] ?? bare;
}

type Kind = 'upper' | 'lower' | 'digit' | 'other';

function beginsWord(former: Kind, kind: Kind): boolean {
  if (kind === 'other' || kind === former) return false;
  // after a capital, small letters go on with its word
  return kind !== 'lower' || former === 'other' || former === 'digit';
}

function kindOf(character: string): Kind {
  if (character >= 'a' && character <= 'z') return 'lower';
  if (character >= 'A' && character <= 'Z') return 'upper';
  if (character >= '0' && character <= '9') return 'digit';
  if (character <= '\u007f') return 'other';
  if (/\p{Lu}/u.test(character)) return 'upper';
  if (/\p{L}/u.test(character)) return 'lower';
  return /\p{N}/u.test(character) ? 'digit' : 'other';
}
