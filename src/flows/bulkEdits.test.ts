import { describe, expect, it } from 'vitest';
import type { ImageSummary } from '#core/project/project.ts';
import { setQueryText } from '#store/galleryStore.ts';
import { setDisplayName } from '#store/settingsStore.ts';
import { recordChange } from '#store/documentStore.ts';
import { settled } from '#testing/fakes.ts';
import { imageIdOf, openStudio, type Studio } from '#testing/openStudio.ts';
import {
  annotationRecord,
  categoryRecord,
  imageRecord,
  testProject,
  testTime,
} from '#testing/records.ts';
import { addTagTo, removeImages, removeTagFrom, setSplitOf, setStatusOf } from './bulkEdits.ts';
import { undo, undoChange } from './undo.ts';

const ids = [1, 2, 3].map(imageIdOf);
const oneObject = { categoryCounts: { [categoryRecord(1).id]: 1 } };

/** Three images; the first is open, the second holds an object. */
function openThree(): Promise<Studio> {
  return openStudio({
    images: [
      imageRecord(1, { tags: ['night'] }),
      imageRecord(2, oneObject),
      imageRecord(3, { status: 'done' }),
    ],
    annotations: [annotationRecord(1, { imageId: imageIdOf(2) })],
  });
}

/** The images as the document shows them; storage has to agree. */
function imagesOf({ services }: Studio): readonly ImageSummary[] {
  const images = [...(services.stores.document.getState().document?.images.values() ?? [])];
  const inStorage = [...services.storage.shelf.images.values()];
  const byOrder = (a: ImageSummary, b: ImageSummary) => a.order - b.order;
  expect(images.toSorted(byOrder)).toEqual(inStorage.toSorted(byOrder));
  return images.toSorted(byOrder);
}

describe('setStatusOf', () => {
  it('stamps those that change with who and when, as one change', async () => {
    const studio = await openThree();
    const { services } = studio;
    setDisplayName(services.stores.settings, 'Ann');
    await setStatusOf(services, ids, 'done');
    const stamp = { by: 'Ann', at: testTime };
    expect(imagesOf(studio).map(({ status }) => status)).toEqual(['done', 'done', 'done']);
    expect(imagesOf(studio).map(({ statusSet }) => statusSet)).toEqual([stamp, stamp, null]);
    expect(studio.notices()).toMatchObject([{ about: 'changed', imageCount: 2 }]);
    await undo(services);
    expect(imagesOf(studio).map(({ status }) => status)).toEqual(['new', 'new', 'done']);
  });

  it('does nothing where all have the status already', async () => {
    const studio = await openThree();
    await setStatusOf(studio.services, [imageIdOf(3)], 'done');
    expect(studio.services.storage.askedChanges).toEqual([]);
    expect(studio.notices()).toEqual([]);
  });
});

describe('setSplitOf', () => {
  it('puts images into a part and takes them out', async () => {
    const studio = await openThree();
    await setSplitOf(studio.services, ids.slice(0, 2), 'val');
    expect(imagesOf(studio).map(({ split }) => split)).toEqual(['val', 'val', null]);
    await setSplitOf(studio.services, ids, null);
    expect(imagesOf(studio).map(({ split }) => split)).toEqual([null, null, null]);
  });

  it('is refused while the split is locked', async () => {
    const studio = await openThree();
    const splitPlan = {
      seed: 1,
      ratios: { train: 1, val: 0, test: 0 },
      grouping: 'none',
      madeAt: testTime,
      lockedAt: testTime,
    } as const;
    recordChange(studio.services.stores.document, {
      name: 'lockSplit',
      edits: [{ kind: 'project', before: testProject, after: { ...testProject, splitPlan } }],
    });
    await setSplitOf(studio.services, ids, 'test');
    expect(imagesOf(studio).map(({ split }) => split)).toEqual([null, null, null]);
    expect(studio.notices()).toEqual([{ about: 'failure', failure: { code: 'split/locked' } }]);
  });
});

describe('tags of many images', () => {
  it('are added once each, in order, and taken off', async () => {
    const studio = await openThree();
    await addTagTo(studio.services, ids.slice(0, 2), '  to   check ');
    await addTagTo(studio.services, ids.slice(0, 2), 'day');
    await addTagTo(studio.services, ids, '  ');
    expect(imagesOf(studio).map(({ tags }) => tags)).toEqual([
      ['day', 'night', 'to check'],
      ['day', 'to check'],
      [],
    ]);
    await removeTagFrom(studio.services, ids, 'day');
    expect(imagesOf(studio).map(({ tags }) => tags)).toEqual([
      ['night', 'to check'],
      ['to check'],
      [],
    ]);
  });
});

describe('removeImages', () => {
  it('takes images and objects out as one change, and undo brings all back', async () => {
    const studio = await openThree();
    const { shelf } = studio.services.storage;
    void removeImages(studio.services, ids.slice(0, 2));
    await settled();
    expect(imagesOf(studio).map(({ id }) => id)).toEqual(ids.slice(2));
    expect(shelf.annotations.size).toBe(0);
    expect(studio.services.stores.session.getState().openImageId).toBe(imageIdOf(3));
    await undo(studio.services);
    expect(imagesOf(studio).map(({ id }) => id)).toEqual(ids);
    expect([...shelf.annotations.values()]).toEqual([
      annotationRecord(1, { imageId: imageIdOf(2) }),
    ]);
  });

  it('opens the next image that is shown and stays', async () => {
    const studio = await openStudio({
      images: [1, 2, 3, 4].map((number) =>
        imageRecord(number, { tags: number === 3 ? [] : ['a'] }),
      ),
    });
    const { services } = studio;
    setQueryText(services.stores.gallery, 'tag:a');
    void removeImages(services, [1, 2].map(imageIdOf));
    await settled();
    expect(services.stores.session.getState().openImageId).toBe(imageIdOf(4));
  });

  it('shows nothing once nothing is left', async () => {
    const studio = await openThree();
    await removeImages(studio.services, ids);
    expect(imagesOf(studio)).toEqual([]);
    expect(studio.services.stores.session.getState().openImageId).toBeNull();
  });

  it('stops without a trace when it is called off while objects are read', async () => {
    const studio = await openThree();
    const { storage, stores } = studio.services;
    const read = storage.annotationsOf;
    storage.annotationsOf = async (projectId, imageId) => {
      stores.jobs.getState().jobs[0]?.cancel();
      return read(projectId, imageId);
    };
    const images = [1, 2, 3].map((number) => imageRecord(number, oneObject));
    const { length } = storage.askedChanges;
    await removeImages(
      studio.services,
      images.map(({ id }) => id),
    );
    expect(stores.jobs.getState().jobs).toEqual([]);
    expect(storage.askedChanges).toHaveLength(length);
    expect(imagesOf(studio)).toHaveLength(3);
    expect(studio.notices()).toEqual([]);
  });
});

describe('undoChange', () => {
  it('takes back the change of its notice, unless a later one counts on it', async () => {
    const studio = await openThree();
    await addTagTo(studio.services, ids, 'a');
    const [notice] = studio.notices();
    if (notice?.about !== 'changed') throw new Error('no notice');
    await addTagTo(studio.services, ids, 'b');
    await undoChange(studio.services, notice.change);
    expect(imagesOf(studio)[2]?.tags).toEqual(['a', 'b']);
    expect(studio.notices().at(-1)).toMatchObject({
      about: 'stepBlocked',
      step: { name: 'setTags' },
      obstacle: { what: 'image', why: 'changed', name: 'photo-3.jpg' },
    });
    await undo(studio.services);
    await undoChange(studio.services, notice.change);
    expect(imagesOf(studio)[2]?.tags).toEqual([]);
  });
});
