import { describe, expect, it } from 'vitest';
import { categoryRecord } from '#testing/records.ts';
import {
  categoryIndex,
  foundRows,
  groupedRows,
  isFoundByWords,
  keyOfCategory,
  recentRows,
} from './categoryRows.ts';

const car = categoryRecord(1, { name: 'Car', supercategory: 'vehicle' });
const oak = categoryRecord(2, { name: 'Oak', supercategory: 'tree' });
const bus = categoryRecord(3, { name: 'Bus', supercategory: 'vehicle' });
const sky = categoryRecord(4, { name: 'Sky' });

describe('groupedRows', () => {
  it('puts what belongs together under one heading, where its first one stands', () => {
    const rows = groupedRows([car, oak, bus, sky]);
    const told = rows.map((row) =>
      row.kind === 'heading' ? `# ${row.supercategory}` : row.category.name,
    );
    expect(told).toEqual(['# vehicle', 'Car', 'Bus', '# tree', 'Oak', '# ', 'Sky']);
  });

  it('has no headings while nothing is grouped', () => {
    expect(groupedRows([sky]).map(({ kind }) => kind)).toEqual(['category']);
  });
});

describe('foundRows', () => {
  it('finds by name and by supercategory, and marks letters of the name only', () => {
    const index = categoryIndex([car, oak, bus, sky]);
    expect(foundRows(index, 'bs')[0]).toEqual({
      kind: 'category',
      category: bus,
      ranges: [
        { start: 0, end: 1 },
        { start: 2, end: 3 },
      ],
    });
    expect(foundRows(index, 'tree')).toEqual([{ kind: 'category', category: oak, ranges: [] }]);
    expect(foundRows(index, '')).toHaveLength(4);
  });

  it('searches a thousand names in passing', () => {
    const many = Array.from({ length: 1000 }, (_, i) => categoryRecord(i, { name: `class ${i}` }));
    expect(foundRows(categoryIndex(many), 'cls 999')[0]?.category.name).toBe('class 999');
  });
});

describe('isFoundByWords', () => {
  it('tells beginnings of words and stretches from letters here and there', () => {
    const lamp = categoryRecord(5, { name: 'street lamp' });
    const found = (typed: string) => foundRows(categoryIndex([lamp]), typed).map(isFoundByWords);
    expect(found('strlamp')).toEqual([true]);
    expect(found('eet')).toEqual([true]);
    expect(found('seam')).toEqual([false]);
  });
});

describe('recentRows', () => {
  it('leaves out what is no longer there', () => {
    const known = new Map([[car.id, car]]);
    expect(recentRows(known, [oak.id, car.id]).map(({ category }) => category)).toEqual([car]);
  });
});

describe('keyOfCategory', () => {
  it('is its own one, else that of its place', () => {
    expect(keyOfCategory({ ...car, hotkey: 'x' }, ['Digit1'], 0)).toBe('x');
    expect(keyOfCategory(car, ['Digit1'], 0)).toBe('Digit1');
    expect(keyOfCategory(car, ['Digit1'], 1)).toBeNull();
  });
});
