import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Category } from '#core/annotation/category.ts';
import { categoryRecord } from '#testing/records.ts';
import { readCategories, writeCategories } from './index.ts';

describe('readCategories', () => {
  it('reads the labels of CVAT with their attributes', () => {
    const labels = [
      {
        name: 'car',
        id: 7,
        color: '#FF0000',
        type: 'any',
        attributes: [
          {
            name: 'side',
            input_type: 'radio',
            mutable: false,
            values: ['left', 'right'],
            default_value: 'left',
          },
          { name: 'parked', input_type: 'checkbox', values: ['false'], default_value: 'false' },
          { name: 'age', input_type: 'number', values: ['0', '100', '1'], default_value: '4' },
          { name: 'plate', input_type: 'text', values: [], default_value: '' },
        ],
      },
    ];
    expect(readCategories(JSON.stringify(labels))).toEqual({
      value: [
        {
          name: 'car',
          supercategory: '',
          color: '#ff0000',
          hotkey: null,
          attributes: [
            { kind: 'select', name: 'side', options: ['left', 'right'], initial: 'left' },
            { kind: 'checkbox', name: 'parked', initial: false },
            { kind: 'number', name: 'age', initial: 4 },
            { kind: 'text', name: 'plate', initial: '' },
          ],
        },
      ],
      issues: [],
    });
  });

  it('reads the categories of a COCO data set, panoptic colours too', () => {
    const coco = {
      images: [],
      categories: [
        { id: 1, name: 'person', supercategory: 'human', color: [220, 20, 60], isthing: 1 },
        { id: 2, name: 'tree' },
      ],
    };
    const { value } = readCategories(JSON.stringify(coco));
    expect(value).toMatchObject([
      { name: 'person', supercategory: 'human', color: '#dc143c' },
      { name: 'tree', supercategory: '', color: null },
    ]);
  });

  it('keeps what is good and names the place of what is not', () => {
    const list = [{ name: 'a' }, { name: '' }, { title: 'b' }, 5, { name: 'A' }];
    const { value, issues } = readCategories(JSON.stringify(list));
    expect(value.map(({ name }) => name)).toEqual(['a']);
    expect(issues).toEqual(['1.name', '2.name', '3.']);
    expect(readCategories('no JSON')).toEqual({ value: [], issues: [''] });
    expect(readCategories('{"labels": 3}')).toEqual({ value: [], issues: [''] });
  });
});

describe('properties', () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/u), { minLength: 1, maxLength: 6 });
  const categories = names.map((all) =>
    all.map((name, index): Category =>
      categoryRecord(index, {
        name,
        supercategory: index % 2 === 0 ? 'even' : '',
        hotkey: index === 1 ? 'x' : null,
        attributes: [{ kind: 'select', name: 'side', options: ['left'], initial: 'left' }],
      }),
    ),
  );

  it('reads back what was written', () => {
    fc.assert(
      fc.property(categories, (list) => {
        const { value, issues } = readCategories(writeCategories(list));
        expect(issues).toEqual([]);
        expect(value).toEqual(list.map(({ id: _id, order: _order, ...entry }) => entry));
      }),
    );
  });

  it('never throws on foreign JSON', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(Array.isArray(readCategories(text).value)).toBe(true);
      }),
    );
  });
});
