import { describe, expect, it } from 'vitest';
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };

/** Every text under its whole key. */
function textsOf(catalogue: object, prefix = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(catalogue).flatMap(([key, value]): readonly (readonly [string, string])[] =>
      typeof value === 'string'
        ? [[prefix + key, value]]
        : [...textsOf(value as object, `${prefix}${key}/`)],
    ),
  );
}

/** What is filled in or marked up in a text, sorted: `{{count}}`, `<b>`. */
function holesOf(text: string): string {
  return [...text.matchAll(/\{\{[^}]*\}\}|<[^>]*>/gu)]
    .map(([hole]) => hole)
    .toSorted()
    .join(' ');
}

/** Words of a text, without what is filled in. */
function wordsOf(text: string): readonly string[] {
  return [...text.replaceAll(/\{\{[^}]*\}\}/gu, '').matchAll(/\p{L}{2,}/gu)].map(([word]) => word);
}

const english = textsOf(en);
/** Names, units, and words that German has taken in: a text of these alone may be the same. */
const common = new Set(
  'Alt RGB blue green red side x y Anything Backend Decoder Deutsch EfficientSAM Ellipse Polygon Encoder English Esc IoU Manifest Maskwright MobileSAM Name Passphrase SAM SHA Segment Status Tab Test Train Val Videos WASM WebGPU Zoom done duplicates https in min new none notes objects optional problems progress px reviewed skipped tags test today train val'.split(
    ' ',
  ),
);

describe.each([['German', textsOf(de)]])('%s', (_, texts) => {
  it('has every text that English has', () => {
    expect([...english.keys()].filter((key) => !texts.has(key))).toEqual([]);
  });

  it('has no text that English has not', () => {
    expect([...texts.keys()].filter((key) => !english.has(key))).toEqual([]);
  });

  it('fills in the same values', () => {
    const differing = [...texts].filter(
      ([key, text]) => holesOf(text) !== holesOf(english.get(key) ?? ''),
    );
    expect(differing).toEqual([]);
  });

  it('is not English', () => {
    const same = [...texts].filter(
      ([key, text]) => text === english.get(key) && wordsOf(text).some((word) => !common.has(word)),
    );
    expect(same).toEqual([]);
  });

  it('has no empty text and no blanks at its ends', () => {
    expect([...texts].filter(([, text]) => text === '' || text.trim() !== text)).toEqual([]);
  });
});
