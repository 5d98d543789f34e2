import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  annotationRecord,
  categoryRecord,
  imageRecord,
  testProject,
  testTime,
} from '#testing/records.ts';
import { faultOf, type CheckedStore } from './recordSchemas.ts';

const projectId = testProject.id;
const stamp = { by: 'Ada', at: testTime };

const sound: Readonly<Record<CheckedStore, readonly Readonly<Record<string, unknown>>[]>> = {
  projects: [
    { ...testProject },
    {
      ...testProject,
      modelId: 'own',
      splitPlan: {
        seed: 1,
        ratios: { train: 0.8, val: 0.1, test: 0.1 },
        grouping: 'video',
        madeAt: 1,
        lockedAt: null,
      },
    },
  ],
  categories: [{ ...categoryRecord(1), projectId }],
  images: [
    { ...imageRecord(1), projectId },
    {
      ...imageRecord(2),
      projectId,
      status: 'reviewed',
      statusSet: stamp,
      tags: ['night'],
      split: 'val',
      notes: [{ id: 'n', at: { x: 1, y: 2 }, text: 'Rim', written: stamp, resolved: null }],
      source: { path: 'a/b.jpg', sizeBytes: 3, lastModified: 4 },
      window: { black: 0, white: 4000 },
      isLinked: true,
    },
  ],
  annotations: [{ ...annotationRecord(1), projectId }],
  journal: [
    {
      seq: 1,
      projectId,
      imageId: '',
      changeId: 'c',
      name: 'renameProject',
      verb: 'did',
      edits: [{ kind: 'project', before: testProject, after: testProject }],
      at: 1,
      by: '',
    },
  ],
  snapshots: [
    {
      projectId,
      imageId: 'image-1',
      seq: 4,
      image: { ...imageRecord(1), projectId },
      annotations: [{ ...annotationRecord(1), projectId }],
    },
  ],
  ownModels: [
    {
      id: 'm',
      title: 'My model',
      addedAt: 1,
      files: [{ part: 'encoder', sha256: 'ab', sizeBytes: 1 }],
      spec: {},
    },
  ],
  viewports: [{ scale: 1, offsetX: -4, offsetY: 0.5 }],
  projectViews: [{ openImageId: null, activeCategoryId: 'c' }],
};
const stores = Object.keys(sound) as readonly CheckedStore[];

describe('faultOf', () => {
  it.each(stores)('finds no fault in what %s hold', (store) => {
    for (const record of sound[store]) expect(faultOf(store, record)).toBeNull();
  });

  it('does not mind a field of a later version', () => {
    expect(faultOf('images', { ...sound.images[0], rating: 5 })).toBeNull();
  });

  it('names the field and what is wrong with it', () => {
    const { mask } = annotationRecord(1);
    const fault = (patch: object) => faultOf('annotations', { ...sound.annotations[0], ...patch });
    expect(fault({ imageId: 7 })).toBe('imageId: not an id');
    expect(fault({ order: Number.NaN })).toBe('order: not a finite number');
    expect(fault({ mask: { ...mask, size: { width: 0, height: 6 } } })).toBe(
      'mask.size.width: not a size in pixels',
    );
    expect(fault({ mask: { ...mask, counts: [1, 47] } })).toBe('mask.counts: not run lengths');
    expect(fault({ mask: { ...mask, counts: Uint32Array.of(1, 2) } })).toBe(
      'mask: the run lengths do not add up to the size',
    );
  });
});

describe('properties', () => {
  it('answers about anything, and always the same', () => {
    fc.assert(
      fc.property(fc.constantFrom(...stores), fc.anything(), (store, value) => {
        expect(faultOf(store, value)).toBe(faultOf(store, value));
      }),
    );
  });

  it('finds the fault when a field is lost or something else stands there', () => {
    const damaged = fc.constantFrom(...stores).chain((store) =>
      fc.constantFrom(...sound[store]).chain((record) =>
        fc.record({
          store: fc.constant(store),
          record: fc.constant(record),
          field: fc.constantFrom(...Object.keys(record)),
          junk: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, { junk: 1 }, undefined, 1n),
        }),
      ),
    );
    fc.assert(
      fc.property(damaged, ({ store, record, field, junk }) => {
        // specs of models have a schema of their own, and an absent model id means the built-in one
        fc.pre(field !== 'spec' && !(field === 'modelId' && junk === undefined));
        fc.pre(field !== 'categoryCounts' || typeof junk !== 'object');
        expect(faultOf(store, { ...record, [field]: junk })).toMatch(new RegExp(`^${field}`, 'u'));
      }),
    );
  });
});
