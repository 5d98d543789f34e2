import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotationRecord, imageRecord, testProject } from '#testing/records.ts';
import { faultOf } from './recordSchemas.ts';
import { salvage } from './salvage.ts';

const projectId = testProject.id;

describe('salvage', () => {
  it('keeps what can be read and makes up what can be made up', () => {
    const damaged = { ...imageRecord(1), projectId, order: Number.NaN, tags: 'night', rating: 5 };
    expect(salvage('images', damaged, {})).toEqual({ ...damaged, order: 0, tags: [] });
  });

  it('takes from elsewhere what is known there', () => {
    const damaged = { ...imageRecord(1), projectId, size: null };
    const size = { width: 3, height: 4 };
    expect(salvage('images', damaged, { size })).toEqual({ ...damaged, size });
    expect(salvage('images', damaged, {})).toBeNull();
  });

  it('makes up no mask', () => {
    const damaged = { ...annotationRecord(1), projectId, mask: null };
    expect(salvage('annotations', damaged, {})).toBeNull();
  });
});

describe('properties', () => {
  it('gives a sound record or none, whatever it is given', () => {
    const stores = fc.constantFrom('projects', 'categories', 'images', 'annotations', 'journal');
    fc.assert(
      fc.property(stores, fc.anything(), fc.object(), (store, value, patch) => {
        for (const damaged of [value, { ...imageRecord(1), projectId, ...patch }]) {
          const record = salvage(store, damaged, {});
          if (record !== null) expect(faultOf(store, record)).toBeNull();
        }
      }),
    );
  });
});
