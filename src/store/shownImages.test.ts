import { describe, expect, it } from 'vitest';
import type { ImageId } from '#core/annotation/ids.ts';
import { duplicatesOf } from '#core/duplicates/duplicateOf.ts';
import { reviseImages } from '#core/project/edits.ts';
import type { ImageSummary } from '#core/project/project.ts';
import { documentOf, imageRecord } from '#testing/records.ts';
import { createDocumentStore, recordChange, showDocument } from './documentStore.ts';
import { createGalleryStore, setQueryText, setSort } from './galleryStore.ts';
import { createShownImages } from './shownImages.ts';

function openImages(images: readonly ImageSummary[]) {
  const document = createDocumentStore();
  const gallery = createGalleryStore();
  let searchCount = 0;
  const shown = createShownImages(document, gallery, (all) => {
    searchCount += 1;
    return duplicatesOf(all);
  });
  showDocument(document, documentOf({ images }));
  return {
    document,
    gallery,
    shown,
    searches: () => searchCount,
    orders: () => shown.list().map(({ order }) => order),
    step: (from: number, by: number) => shown.neighbourOf(idOf(from), by)?.order ?? null,
  };
}

const idOf = (number: number): ImageId => imageRecord(number).id;
const fiveImages = [1, 2, 3, 4, 5].map((number) =>
  imageRecord(number, { fileName: `${6 - number}.jpg`, tags: number % 2 ? ['odd'] : [] }),
);

describe('list', () => {
  it('follows query and order, and is the same list until something changes', () => {
    const { gallery, shown, orders } = openImages(fiveImages);
    expect(orders()).toEqual([1, 2, 3, 4, 5]);
    setQueryText(gallery, 'tag:odd');
    setSort(gallery, { by: 'name', isDescending: false });
    expect(orders()).toEqual([5, 3, 1]);
    expect(shown.list()).toBe(shown.list());
  });

  it('follows edits of images', () => {
    const { document, gallery, orders } = openImages(fiveImages);
    setQueryText(gallery, '-status:done');
    recordChange(
      document,
      reviseImages('setStatus', fiveImages.slice(0, 2), (image) => ({ ...image, status: 'done' })),
    );
    expect(orders()).toEqual([3, 4, 5]);
  });
});

describe('neighbourOf', () => {
  it('steps along the images that are shown, in their order', () => {
    const { gallery, step } = openImages(fiveImages);
    setQueryText(gallery, 'tag:odd');
    expect([step(1, 1), step(3, -1), step(1, 2), step(5, 1), step(1, -1)]).toEqual([
      3,
      1,
      5,
      null,
      null,
    ]);
    setSort(gallery, { by: 'order', isDescending: true });
    expect(step(3, 1)).toBe(1);
  });

  it('goes on from its place in the order when an image is no longer shown', () => {
    const { gallery, step } = openImages(fiveImages);
    setQueryText(gallery, 'tag:odd');
    expect([step(2, 1), step(2, -1), step(4, 2), step(4, 1), step(4, -2)]).toEqual([
      3,
      1,
      null,
      5,
      1,
    ]);
  });
});

describe('duplicateOf', () => {
  it('is worked out anew only when images come, go or change their hashes', () => {
    const twins = [1, 2, 3].map((number) => imageRecord(number, { contentHash: `${number % 2}` }));
    const { document, shown, searches } = openImages(twins);
    expect([...shown.duplicateOf().keys()]).toEqual([idOf(1), idOf(3)]);
    recordChange(
      document,
      reviseImages('setTags', twins, (image) => ({ ...image, tags: ['a'] })),
    );
    shown.duplicateOf();
    expect(searches()).toBe(1);
    const [first] = document.getState().document?.images.values() ?? [];
    recordChange(document, {
      name: 'removeImage',
      edits: [{ kind: 'image', before: first ?? null, after: null }],
    });
    expect(shown.duplicateOf().size).toBe(0);
    expect(searches()).toBe(2);
  });
});
