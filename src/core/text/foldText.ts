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
  let former = ' ';
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    const folded = foldCharacter(character);
    for (let i = 0; i < folded.length; i += 1) {
      starts.push(at);
      ends.push(end);
      isWordStart.push(i === 0 && beginsWord(former, character));
    }
    signs += folded;
    if (folded !== '') former = character;
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

function beginsWord(former: string, character: string): boolean {
  if (!/[\p{L}\p{N}]/u.test(character)) return false;
  if (!/[\p{L}\p{N}]/u.test(former)) return true;
  const isHump = /\p{Lu}/u.test(character) && /\p{Ll}/u.test(former);
  return isHump || (/\p{N}/u.test(character) && !/\p{N}/u.test(former));
}
