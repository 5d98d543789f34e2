import { describe, expect, it } from 'vitest';
import { openImage } from '#flows/openImage.ts';
import { imageIdOf, openStudio, stepNames } from '#testing/openStudio.ts';
import { annotationRecord, imageRecord } from '#testing/records.ts';
import { settled } from '#testing/fakes.ts';

const objects = [annotationRecord(1, { imageId: imageIdOf(2) })];
const drifted = { 'category-1': 3, 'category-9': 1 };

describe('mendCounts', () => {
  it('makes the counts of an image right when it opens, on disk and in memory', async () => {
    const { services } = await openStudio({ annotations: objects });
    const { stores, storage, sam } = services;
    sam.markPrepared(imageIdOf(2));
    const image = imageRecord(2, { categoryCounts: drifted });
    storage.shelf.images.set(image.id, image);
    const { document } = stores.document.getState();
    stores.document.setState({
      document: document && {
        ...document,
        images: new Map([...document.images, [image.id, image]]),
      },
    });
    await openImage(services, image.id);
    await settled();
    const counts = { 'category-1': 1 };
    expect(storage.shelf.images.get(image.id)?.categoryCounts).toEqual(counts);
    const state = stores.document.getState();
    expect(state.document?.images.get(image.id)?.categoryCounts).toEqual(counts);
    expect(stepNames(services)).toEqual([]);
  });

  it('writes nothing when they are right', async () => {
    const { services } = await openStudio({ annotations: objects });
    services.sam.markPrepared(imageIdOf(2));
    await openImage(services, imageIdOf(2));
    await settled();
    expect(services.storage.askedChanges).toEqual([]);
  });
});
