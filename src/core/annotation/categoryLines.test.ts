import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categoriesOfLines, hexColorOf } from './categoryLines.ts';

describe('categoriesOfLines', () => {
  it('reads names, supercategories and colours however they are parted', () => {
    const lines = [
      'car, vehicle, #0F0',
      'bus;vehicle',
      'oak\ttree\t#112233',
      '#abcdef, moss',
      '  ',
    ];
    expect(categoriesOfLines(lines.join('\r\n'))).toEqual([
      { name: 'car', supercategory: 'vehicle', color: '#00ff00' },
      { name: 'bus', supercategory: 'vehicle', color: null },
      { name: 'oak', supercategory: 'tree', color: '#112233' },
      { name: 'moss', supercategory: '', color: '#abcdef' },
    ]);
  });

  it('takes the first of equal names, and a comma within a line of tabs as part of the name', () => {
    expect(categoriesOfLines('Car\ncar, vehicle\n"Oak"\t\nred, tall\ttree')).toEqual([
      { name: 'Car', supercategory: '', color: null },
      { name: 'Oak', supercategory: '', color: null },
      { name: 'red, tall', supercategory: 'tree', color: null },
    ]);
  });

  it('gives names that are unique and not empty, of whatever text', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (lines) => {
        const names = categoriesOfLines(lines.join('\n')).map(({ name }) => name.toLowerCase());
        expect(new Set(names).size).toBe(names.length);
        expect(names).not.toContain('');
      }),
    );
  });
});

describe('hexColorOf', () => {
  it('takes no word for a colour', () => {
    expect(['#12', 'red', '#12345g', ''].map(hexColorOf)).toEqual([null, null, null, null]);
  });
});
