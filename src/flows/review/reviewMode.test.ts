import { beforeEach, describe, expect, it } from 'vitest';
import type { NoteId } from '#core/annotation/ids.ts';
import type { ReviewNote } from '#core/project/reviewNote.ts';
import { settled } from '#testing/fakes.ts';
import { imageIdOf, openStudio, type Studio } from '#testing/openStudio.ts';
import { imageRecord, testTime } from '#testing/records.ts';
import { openImage } from '../openImage.ts';
import { acceptOpenImage, declineAccept, sendBackOpenImage, toggleReview } from './reviewMode.ts';
import { beginNote, saveNote, typeNote } from './reviewNotes.ts';

const open: ReviewNote = {
  id: 'note-1' as NoteId,
  at: null,
  text: 'text',
  written: { by: 'Ben', at: testTime },
  resolved: null,
};

let studio: Studio;

beforeEach(async () => {
  studio = await openStudio({
    images: [
      imageRecord(1),
      imageRecord(2, { status: 'done' }),
      imageRecord(3, { status: 'done', notes: [open] }),
    ],
  });
});

function session() {
  return studio.services.stores.session.getState();
}

function image(number: number) {
  return studio.services.stores.document.getState().document?.images.get(imageIdOf(number));
}

async function turnTo(number: number): Promise<void> {
  void openImage(studio.services, imageIdOf(number));
  await settled();
}

describe('toggleReview', () => {
  it('begins with an image that waits for a review, with a hand that selects', () => {
    toggleReview(studio.services);
    expect(session()).toMatchObject({
      isReviewing: true,
      toolId: 'select',
      openImageId: imageIdOf(2),
    });
    toggleReview(studio.services);
    expect(session()).toMatchObject({ isReviewing: false, openImageId: imageIdOf(2) });
  });
});

describe('acceptOpenImage', () => {
  it('accepts and goes on to the next image that waits', async () => {
    await turnTo(2);
    await acceptOpenImage(studio.services);
    expect(image(2)).toMatchObject({ status: 'reviewed', statusSet: { by: '', at: testTime } });
    expect(session().openImageId).toBe(imageIdOf(3));
  });

  it('asks before it resolves open notes, and does not ask twice', async () => {
    await turnTo(3);
    await acceptOpenImage(studio.services);
    expect(session().isAcceptAsked).toBe(true);
    expect(image(3)?.status).toBe('done');
    await acceptOpenImage(studio.services);
    expect(image(3)?.status).toBe('reviewed');
    expect(image(3)?.notes[0]?.resolved).toEqual({ by: '', at: testTime });
    expect(session().openImageId).toBe(imageIdOf(2));
  });

  it('forgets the question on another image, or when it is declined', async () => {
    await turnTo(3);
    await acceptOpenImage(studio.services);
    await turnTo(2);
    expect(session().isAcceptAsked).toBe(false);
    await turnTo(3);
    await acceptOpenImage(studio.services);
    declineAccept(studio.services);
    await acceptOpenImage(studio.services);
    expect(image(3)?.status).toBe('done');
  });

  it('pressed twice at once accepts one image', async () => {
    await turnTo(2);
    await Promise.all([acceptOpenImage(studio.services), acceptOpenImage(studio.services)]);
    expect(studio.services.storage.askedChanges).toHaveLength(1);
  });
});

describe('sendBackOpenImage', () => {
  it('asks for a note first, and sends back with it in one step', async () => {
    await turnTo(2);
    await sendBackOpenImage(studio.services);
    expect(image(2)?.status).toBe('done');
    expect(session().noteDraft).toMatchObject({ imageId: imageIdOf(2), sendsBack: true });
    typeNote(studio.services, 'too wide');
    await saveNote(studio.services);
    expect(image(2)).toMatchObject({ status: 'inProgress', notes: [{ text: 'too wide' }] });
    expect(studio.services.storage.askedChanges).toHaveLength(1);
    expect(session().openImageId).toBe(imageIdOf(3));
  });

  it('still sends back when the note that was asked for is pinned to a place instead', async () => {
    await turnTo(2);
    await sendBackOpenImage(studio.services);
    await beginNote(studio.services, { x: 1, y: 1 });
    typeNote(studio.services, 'here');
    await saveNote(studio.services);
    expect(image(2)).toMatchObject({ status: 'inProgress', notes: [{ at: { x: 1, y: 1 } }] });
  });

  it('needs no further note where one is open', async () => {
    await turnTo(3);
    await sendBackOpenImage(studio.services);
    expect(image(3)).toMatchObject({ status: 'inProgress', notes: [open] });
    expect(session().openImageId).toBe(imageIdOf(2));
  });

  it('saves what stands in the field, and takes it for the reason', async () => {
    await turnTo(2);
    await beginNote(studio.services, { x: 1, y: 1 });
    typeNote(studio.services, 'here');
    await sendBackOpenImage(studio.services);
    expect(image(2)).toMatchObject({ status: 'inProgress', notes: [{ text: 'here' }] });
    expect(session().noteDraft).toBeNull();
  });

  it('says when no other image waits for a review', async () => {
    await turnTo(2);
    await acceptOpenImage(studio.services);
    await sendBackOpenImage(studio.services);
    expect(studio.notices().at(-1)).toEqual({ about: 'noneLeft', isReview: true });
  });
});
