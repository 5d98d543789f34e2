import { beforeEach, describe, expect, it } from 'vitest';
import { setGoesOnAfterDone } from '#store/settingsStore.ts';
import { settled } from '#testing/fakes.ts';
import { imageIdOf, openStudio, type Studio } from '#testing/openStudio.ts';
import { imageRecord, testTime } from '#testing/records.ts';
import { openImage } from '../openImage.ts';
import { undoChange } from '../undo.ts';
import { markDone, setImageStatus, skipImage } from './imageStatus.ts';

let studio: Studio;

beforeEach(async () => {
  studio = await openStudio({
    images: [
      imageRecord(1),
      imageRecord(2, { status: 'done' }),
      imageRecord(3, { status: 'inProgress' }),
    ],
  });
});

function openId() {
  return studio.services.stores.session.getState().openImageId;
}

function statusOf(number: number) {
  const { document } = studio.services.stores.document.getState();
  return document?.images.get(imageIdOf(number))?.status;
}

describe('markDone', () => {
  it('goes on to the next image that is not done, and offers to take it back', async () => {
    await markDone(studio.services);
    expect(statusOf(1)).toBe('done');
    expect(openId()).toBe(imageIdOf(3));
    expect(studio.services.storage.shelf.images.get(imageIdOf(1))).toMatchObject({
      status: 'done',
      statusSet: { by: '', at: testTime },
    });
    expect(studio.notices()).toMatchObject([
      { about: 'status', status: 'done', fileName: 'photo-1.jpg' },
    ]);
  });

  it('goes on at the start after the last image', async () => {
    void openImage(studio.services, imageIdOf(3));
    await markDone(studio.services);
    expect(openId()).toBe(imageIdOf(1));
  });

  it('pressed twice at once marks one image, not one that nobody has seen', async () => {
    await Promise.all([markDone(studio.services), markDone(studio.services)]);
    expect(statusOf(1)).toBe('done');
    expect(statusOf(3)).toBe('inProgress');
    expect(openId()).toBe(imageIdOf(3));
    expect(studio.services.storage.askedChanges).toHaveLength(1);
  });

  it('stays where the hands went while it was being written', async () => {
    const release = studio.services.storage.holdCommits();
    const marking = markDone(studio.services);
    await settled();
    void openImage(studio.services, imageIdOf(2));
    release();
    await marking;
    expect(statusOf(1)).toBe('done');
    expect(openId()).toBe(imageIdOf(2));
  });

  it('leaves an image that is done already', async () => {
    void openImage(studio.services, imageIdOf(2));
    await markDone(studio.services);
    expect(openId()).toBe(imageIdOf(3));
    expect(studio.services.storage.askedChanges).toEqual([]);
  });

  it('stays on the image when storage fails', async () => {
    studio.services.storage.failNextCommit({ code: 'storage/quota-exceeded' });
    await markDone(studio.services);
    expect(openId()).toBe(imageIdOf(1));
    expect(statusOf(1)).toBe('new');
  });

  it('loses no mask in the making', async () => {
    studio.click(1, 1);
    await markDone(studio.services);
    expect(statusOf(1)).toBe('new');
    expect(openId()).toBe(imageIdOf(1));
    expect(studio.prompt()?.points).toHaveLength(1);
    expect(studio.notices()).toEqual([{ about: 'openMask' }]);
  });

  it('stays on the image when the settings say so', async () => {
    setGoesOnAfterDone(studio.services.stores.settings, false);
    await markDone(studio.services);
    setGoesOnAfterDone(studio.services.stores.settings, true);
    expect(openId()).toBe(imageIdOf(1));
  });

  it('says when no other image is left', async () => {
    await setImageStatus(studio.services, imageIdOf(3), 'reviewed');
    await markDone(studio.services);
    expect(openId()).toBe(imageIdOf(1));
    expect(studio.notices().at(-1)).toEqual({ about: 'noneLeft', isReview: false });
  });
});

describe('undoChange, as a notice offers it,', () => {
  it('undoes the step and turns back to its image', async () => {
    await skipImage(studio.services);
    const notice = studio.notices()[0];
    if (notice?.about !== 'status') throw new Error('The step is not told.');
    void undoChange(studio.services, notice.change);
    await settled();
    expect(statusOf(1)).toBe('new');
    expect(openId()).toBe(imageIdOf(1));
  });

  it('undoes that step alone, whatever was done to other images since', async () => {
    await skipImage(studio.services);
    const notice = studio.notices()[0];
    if (notice?.about !== 'status') throw new Error('The step is not told.');
    await setImageStatus(studio.services, imageIdOf(3), 'done');
    void undoChange(studio.services, notice.change);
    await settled();
    expect(statusOf(1)).toBe('new');
    expect(statusOf(3)).toBe('done');
  });
});
