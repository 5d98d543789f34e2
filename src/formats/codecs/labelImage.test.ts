import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeMask } from '#core/mask/codec.ts';
import { colourNumber, decodeLabelImage, encodeLabelImage, masksOfValues } from './labelImage.ts';
import { distinctColours, hexOf, labelMapText, readLabelMap, rgbOf } from './labelMap.ts';
import { vocColour, vocPalette } from './vocPalette.ts';

const size = { width: 5, height: 4 };
const valuesUpTo = (max: number) =>
  fc
    .array(fc.integer({ min: 0, max }), { minLength: 20, maxLength: 20 })
    .map((all) => Uint32Array.from(all));

describe('pictures of numbers', () => {
  it.each([
    ['palette', 255, 'palette'],
    ['16bit', 65_535, 'grey'],
    ['rgb', 16_777_215, 'colour'],
  ] as const)('keep every value as %s', (kind, max, read) => {
    fc.assert(
      fc.property(valuesUpTo(max), (values) => {
        const depth = kind === 'palette' ? { kind, colours: vocPalette() } : { kind };
        const png = encodeLabelImage({ size, values }, depth);
        expect(decodeLabelImage(png)).toEqual({ size, values, kind: read });
      }),
      { numRuns: 30 },
    );
  });

  it('part into one mask for each value', () => {
    fc.assert(
      fc.property(valuesUpTo(3), (values) => {
        const masks = masksOfValues({ size, values });
        const expected = [1, 2, 3]
          .filter((value) => values.includes(value))
          .map((value) => {
            const pixels = Uint8Array.from(values, (each) => (each === value ? 1 : 0));
            return [value, encodeMask({ size, pixels })] as const;
          });
        expect([...(masks ?? [])]).toEqual(expected);
      }),
    );
  });

  it('are none where bytes are damaged or a header claims more than anybody has', () => {
    const png = encodeLabelImage({ size, values: new Uint32Array(20) }, { kind: '16bit' });
    expect(decodeLabelImage(png.slice(0, 50))).toBeNull();
    const huge = png.slice();
    new DataView(huge.buffer).setUint32(16, 2 ** 30);
    expect(decodeLabelImage(huge)).toBeNull();
    expect(decodeLabelImage(new Uint8Array(0))).toBeNull();
  });
});

describe('colours of labels', () => {
  it("are those of VOC's devkit", () => {
    expect([0, 1, 2, 3, 8, 15, 20, 255].map(vocColour)).toEqual([
      [0, 0, 0],
      [128, 0, 0],
      [0, 128, 0],
      [128, 128, 0],
      [64, 0, 0],
      [192, 128, 128],
      [0, 64, 128],
      [224, 224, 192],
    ]);
    expect(new Set(vocPalette().map(colourNumber)).size).toBe(256);
  });

  it('come back from a label map, whatever the names', () => {
    const names = fc.stringMatching(/^[a-zé][a-z é,-]{0,5}[a-z]$/u);
    fc.assert(
      fc.property(fc.array(fc.tuple(names, fc.nat({ max: 255 })), { maxLength: 5 }), (all) => {
        const labels = all.map(([name, i]) => ({ name, colour: vocColour(i) }));
        expect(readLabelMap(labelMapText(labels))).toEqual(labels);
      }),
    );
    expect(readLabelMap('# a:1,2,3::\nb: 300,0,0\nc:1,2\nd\n')).toEqual([]);
  });

  it('are all different and none is black', () => {
    const colour = fc.option(fc.constantFrom('#000000', '#800000', '#123456', 'red'));
    fc.assert(
      fc.property(fc.array(colour, { maxLength: 400, size: 'max' }), (colours) => {
        const numbers = distinctColours(colours).map(colourNumber);
        expect(new Set([...numbers, 0]).size).toBe(colours.length + 1);
      }),
      { numRuns: 20 },
    );
    expect(rgbOf(hexOf([1, 20, 255]))).toEqual([1, 20, 255]);
  });
});
