import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safePath } from './safePath.ts';

function safe(path: string): string {
  const { folder, stem, extension } = safePath(path);
  return folder + stem + extension;
}

describe('safePath', () => {
  it.each([
    'cat.jpg',
    'holiday 2024/day 1/IMG_0001.JPG',
    'снег/雪.png',
    '.hidden',
    'archive.tar.gz',
    'constant.png',
    'a..b.png',
  ])('leaves %s as it is', (path) => {
    expect(safe(path)).toBe(path);
  });

  it.each([
    ['/etc/passwd', 'etc/passwd'],
    ['../../up.png', 'up.png'],
    ['a/./b//../c.png', 'a/b/c.png'],
    ['C:\\photos\\cat.jpg', 'C__photos_cat.jpg'],
    ['tab\tnew\nline\u007f.png', 'tab_new_line_.png'],
    ['what?<yes>|"no"*.png', 'what__yes__"no"_.png'.replaceAll('"', '_')],
    ['half \ud800 pair.png', 'half _ pair.png'],
    ['trailing. /dots...', 'trailing/dots'],
    ['con', '_con'],
    ['AUX.tar.gz', '_AUX.tar.gz'],
    ['lpt1 .png', '_lpt1 .png'],
    ['nul/COM¹/a.png', '_nul/_COM¹/a.png'],
    ['', '_'],
    ['..', '_'],
  ])('turns %j into %j', (path, expected) => {
    expect(safe(path)).toBe(expected);
  });

  it('shortens a name to 200 bytes and keeps the extension', () => {
    expect(safe(`${'a'.repeat(300)}.jpeg`)).toBe(`${'a'.repeat(195)}.jpeg`);
    expect(safe(`${'雪'.repeat(100)}.png`)).toBe(`${'雪'.repeat(65)}.png`);
  });

  it('takes a long tail after a dot for a part of the name', () => {
    expect(safePath('notes. a sentence that goes on.png').extension).toBe('.png');
    expect(safePath('v1.a sentence that goes on').extension).toBe('');
  });
});

describe('properties', () => {
  const paths = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...Array.from('./\\ :aA.CONnul1é雪\u0007')), maxLength: 20 }),
  );

  it('gives names that no system refuses', () => {
    fc.assert(
      fc.property(paths, (path) => {
        for (const name of safe(path).split('/')) {
          expect(name).toMatch(/^[^\p{Cc}\p{Cs}<>:"\\|?*]*[^\p{Cc}\p{Cs}<>:"\\|?*. ]$/u);
          expect(name).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d) *(?:\.|$)/iu);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(paths, (path) => {
        expect(safe(safe(path))).toBe(safe(path));
      }),
      { numRuns: 1000 },
    );
  });
});
