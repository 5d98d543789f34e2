import * as fc from 'fast-check';

/** Texts as they come off a broken disk: cut, with characters exchanged, doubled or taken out. */
export function damagedTexts(texts: readonly string[]): fc.Arbitrary<string> {
  const pieces = fc.constantFrom(
    '"',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '<',
    '>',
    '/',
    '0',
    '-1',
    '1e999',
    'NaN',
    'null',
    '\\',
    '__proto__',
    '',
  );
  const change = fc.record({ at: fc.nat(), length: fc.nat({ max: 12 }), piece: pieces });
  return fc
    .tuple(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([text, changes]) => {
      let damaged = text;
      for (const { at, length, piece } of changes) {
        const start = at % (damaged.length + 1);
        damaged = damaged.slice(0, start) + piece + damaged.slice(start + length);
      }
      return damaged;
    });
}
