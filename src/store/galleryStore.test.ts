import { describe, expect, it } from 'vitest';
import { sortAtFirst } from '#core/query/imageSort.ts';
import { imageRecord } from '#testing/records.ts';
import {
  createGalleryStore,
  resetGallery,
  selectedAmong,
  selectImages,
  selectTo,
  setQueryText,
  toggleImage,
} from './galleryStore.ts';

const images = [1, 2, 3, 4, 5].map((number) => imageRecord(number));
const ids = images.map(({ id }) => id);
const at = (place: number) => imageRecord(place + 1).id;

/** Places of the images in hand. */
function selected(store: ReturnType<typeof createGalleryStore>): readonly number[] {
  return selectedAmong(store.getState(), images).map(({ order }) => order - 1);
}

describe('the query', () => {
  it('keeps the last one that could be read while another is typed', () => {
    const store = createGalleryStore();
    setQueryText(store, 'status:new');
    const { query } = store.getState();
    setQueryText(store, 'status:nwe');
    expect(store.getState()).toMatchObject({ query, queryText: 'status:nwe' });
    expect(store.getState().error?.key).toBe('unknownStatus');
    setQueryText(store, '');
    expect(store.getState()).toMatchObject({ query: { type: 'all' }, error: null });
  });

  it('of another project takes nothing over', () => {
    const store = createGalleryStore();
    setQueryText(store, 'cat');
    selectImages(store, ids);
    resetGallery(store, '', sortAtFirst);
    expect(store.getState()).toEqual(createGalleryStore().getState());
  });
});

describe('the selection', () => {
  it('grows and shrinks from where the range started', () => {
    const store = createGalleryStore();
    selectImages(store, [at(2)]);
    selectTo(store, at(4), ids);
    expect(selected(store)).toEqual([2, 3, 4]);
    selectTo(store, at(1), ids);
    expect(selected(store)).toEqual([1, 2]);
  });

  it('adds and lets go single images', () => {
    const store = createGalleryStore();
    toggleImage(store, at(0));
    toggleImage(store, at(3));
    toggleImage(store, at(0));
    expect(selected(store)).toEqual([3]);
    selectTo(store, at(1), ids);
    expect(selected(store)).toEqual([0, 1]);
  });

  it('counts no image that is not shown', () => {
    const store = createGalleryStore();
    selectImages(store, ids);
    expect(selectedAmong(store.getState(), images.slice(1, 3))).toEqual(images.slice(1, 3));
  });
});
