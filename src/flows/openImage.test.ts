import { describe, expect, it } from 'vitest';
import { AppError } from '#core/failure.ts';
import { setQueryText } from '#store/galleryStore.ts';
import { settled } from '#testing/fakes.ts';
import { imageIdOf, openStudio } from '#testing/openStudio.ts';
import { annotationRecord, imageRecord } from '#testing/records.ts';
import { openImage, stepImage } from './openImage.ts';

describe('openImage', () => {
  it('brings the objects of that image into memory and lets the others go', async () => {
    const annotations = [
      annotationRecord(1),
      annotationRecord(2, { imageId: imageIdOf(2) }),
      annotationRecord(3, { imageId: imageIdOf(2) }),
    ];
    const studio = await openStudio({ annotations });
    expect(studio.shown()).toEqual(annotations.slice(0, 1));
    void openImage(studio.services, imageIdOf(2));
    await settled();
    expect(studio.shown()).toEqual(annotations.slice(1));
    const { document } = studio.services.stores.document.getState();
    expect([...(document?.annotations.keys() ?? [])]).toEqual([imageIdOf(2)]);
  });

  it('encodes an image once', async () => {
    const { services } = await openStudio();
    void openImage(services, imageIdOf(2));
    await settled();
    services.sam.encodes[0]?.answer();
    await settled();
    await openImage(services, imageIdOf(1));
    await openImage(services, imageIdOf(2));
    expect(services.sam.encodes.map(({ imageKey }) => imageKey)).toEqual(['image-2']);
    expect(services.stores.engine.getState().embedding).toEqual({ kind: 'ready' });
  });

  it('stops the encode of the image that was left, without a word', async () => {
    const studio = await openStudio({ images: [1, 2, 3].map((number) => imageRecord(number)) });
    const { sam, stores } = studio.services;
    const leaving = openImage(studio.services, imageIdOf(2));
    await settled();
    void openImage(studio.services, imageIdOf(3));
    await leaving;
    await settled();
    expect(sam.encodes.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    expect(stores.engine.getState().embedding).toEqual({ kind: 'encoding' });
    expect(studio.notices()).toEqual([]);
  });

  it('closes every bitmap but the one on the canvas', async () => {
    const { services } = await openStudio();
    void openImage(services, imageIdOf(2));
    await settled();
    void openImage(services, imageIdOf(1));
    await settled();
    void openImage(services, imageIdOf(2));
    await settled();
    services.sam.encodes.at(-1)?.answer();
    await settled();
    const open = services.images.bitmaps.filter(({ isClosed }) => !isClosed);
    expect(open).toEqual([services.stores.session.getState().picture?.bitmap]);
  });

  it('keeps the failure of an encode for the interface, which offers to try again', async () => {
    const studio = await openStudio();
    const failure = { code: 'inference/out-of-memory' } as const;
    void openImage(studio.services, imageIdOf(2));
    await settled();
    studio.services.sam.encodes[0]?.fail(failure);
    await settled();
    const { engine } = studio.services.stores;
    expect(engine.getState().embedding).toEqual({ kind: 'failed', failure });
  });

  it('shows no failure of an image that was left', async () => {
    const studio = await openStudio();
    const { stores, images } = studio.services;
    let breakLate: () => void = () => undefined;
    // the copy for the encoder fails after the image was left
    images.copyOf = () =>
      new Promise<never>((_, reject) => {
        breakLate = () => reject(new AppError({ code: 'inference/out-of-memory' }));
      });
    const leaving = openImage(studio.services, imageIdOf(2));
    await settled();
    await openImage(studio.services, imageIdOf(1));
    breakLate();
    await leaving;
    expect(stores.engine.getState().embedding).toEqual({ kind: 'ready' });
  });
});

describe('stepImage', () => {
  it('goes along the filmstrip and stops at its ends', async () => {
    const { services } = await openStudio();
    const openId = () => services.stores.session.getState().openImageId;
    await stepImage(services, -1);
    expect(openId()).toBe(imageIdOf(1));
    void stepImage(services, 1);
    await settled();
    expect(openId()).toBe(imageIdOf(2));
    await stepImage(services, 1);
    expect(openId()).toBe(imageIdOf(2));
  });

  it('goes from image to image that the query wants, also from one that just dropped out', async () => {
    const images = [1, 2, 3, 4].map((number) => imageRecord(number));
    const { services } = await openStudio({ images });
    const { gallery, session } = services.stores;
    const openId = () => session.getState().openImageId;
    for (const { id } of images) services.sam.markPrepared(id);
    setQueryText(gallery, 'name:1 OR name:3 OR name:4');
    await stepImage(services, 1);
    expect(openId()).toBe(imageIdOf(3));
    setQueryText(gallery, 'name:1 OR name:4');
    await stepImage(services, 1);
    expect(openId()).toBe(imageIdOf(4));
    await stepImage(services, -1);
    expect(openId()).toBe(imageIdOf(1));
  });
});
