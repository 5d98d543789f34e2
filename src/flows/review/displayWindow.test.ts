import { beforeEach, describe, expect, it } from 'vitest';
import { settled } from '#testing/fakes.ts';
import { imageIdOf, openStudio, type Studio } from '#testing/openStudio.ts';
import { imageRecord } from '#testing/records.ts';
import { segmenterImageOf, segmenterKeyOf } from '../segmenterImage.ts';
import { undo } from '../undo.ts';
import {
  createWindowPreview,
  followDisplayWindow,
  keepAutomaticWindow,
  keepWindow,
} from './displayWindow.ts';

const first = { black: 0, white: 65_535 };
const narrow = { black: 100, white: 900 };
const id = imageIdOf(1);

let studio: Studio;

beforeEach(async () => {
  studio = await openStudio({ images: [imageRecord(1, { window: first }), imageRecord(2)] });
  followDisplayWindow(studio.services);
  await settled();
});

function shownWindow() {
  return studio.services.stores.session.getState().picture?.window;
}

function keptWindow() {
  return studio.services.storage.shelf.images.get(id)?.window;
}

describe('keepWindow', () => {
  it('draws the picture anew and has the model read it again', async () => {
    const { sam, images } = studio.services;
    void keepWindow(studio.services, id, narrow);
    await settled();
    expect(keptWindow()).toEqual(narrow);
    expect(shownWindow()).toEqual(narrow);
    expect(sam.encodes.map(({ imageKey }) => imageKey)).toEqual([
      segmenterKeyOf(studio.services, id),
    ]);
    expect(images.bitmaps[0]?.isClosed).toBe(true);
  });

  it('is followed by undo', async () => {
    void keepWindow(studio.services, id, narrow);
    await settled();
    void undo(studio.services);
    await settled();
    expect(shownWindow()).toEqual(first);
    expect(keptWindow()).toEqual(first);
  });

  it('shows what is kept when it cannot be written', async () => {
    createWindowPreview(studio.services, id).show(narrow);
    await settled();
    expect(shownWindow()).toEqual(narrow);
    studio.services.storage.failNextCommit({ code: 'storage/quota-exceeded' });
    await keepWindow(studio.services, id, narrow);
    expect(shownWindow()).toEqual(first);
  });
});

describe('createWindowPreview', () => {
  it('skips what is out of date before it could be shown, and writes nothing', async () => {
    const { images, storage } = studio.services;
    const before = images.bitmaps.length;
    const preview = createWindowPreview(studio.services, id);
    for (const white of [500, 600, 700, 800]) preview.show({ black: 0, white });
    await settled();
    expect(shownWindow()).toEqual({ black: 0, white: 800 });
    expect(images.bitmaps.length - before).toBe(2);
    expect(storage.askedChanges).toEqual([]);
  });
});

describe('keepAutomaticWindow', () => {
  it('changes nothing where the picture turns out to have 8 bits', async () => {
    await keepAutomaticWindow(studio.services, id);
    expect(keptWindow()).toEqual(first);
  });
});

describe('segmenterImageOf', () => {
  it('is another image to the segmenter through another window', async () => {
    const { services } = studio;
    const former = segmenterImageOf(services, id);
    void keepWindow(services, id, narrow);
    await settled();
    const next = segmenterImageOf(services, id);
    expect(next.key).not.toBe(former.key);
    expect(next.key).toBe(segmenterKeyOf(services, id));
    expect(await next.contentHash()).not.toBe(await former.contentHash());
  });

  it('goes by its bytes alone where there is no window', async () => {
    const image = segmenterImageOf(studio.services, imageIdOf(2));
    expect(image.key).toBe(imageIdOf(2));
    expect(await image.contentHash()).toBe(imageIdOf(2));
  });
});
