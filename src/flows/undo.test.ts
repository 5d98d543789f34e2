import { describe, expect, it } from 'vitest';
import type { AnnotationId } from '#core/annotation/ids.ts';
import { showScreen } from '#store/sessionStore.ts';
import { settled } from '#testing/fakes.ts';
import { imageIdOf, openStudio, type Studio } from '#testing/openStudio.ts';
import { annotationRecord, categoryRecord, imageRecord } from '#testing/records.ts';
import { removeAnnotation, renameAnnotation, toggleAnnotation } from './editAnnotations.ts';
import { addTagTo, setStatusOf } from './bulkEdits.ts';
import { openImage } from './openImage.ts';
import { removeImage } from './removeImage.ts';
import { redo, undo } from './undo.ts';

const first = 'annotation-1' as AnnotationId;

/** One object on image 1, which is open. */
function openStudioWithObject(): Promise<Studio> {
  return openStudio({
    images: [imageRecord(1, { categoryCounts: { [categoryRecord(1).id]: 1 } }), imageRecord(2)],
    annotations: [annotationRecord(1)],
  });
}

describe('undo', () => {
  it('takes the last click back before any change of the document', async () => {
    const studio = await openStudioWithObject();
    await renameAnnotation(studio.services, first, 'left');
    studio.click(1, 1);
    studio.click(2, 2);
    await undo(studio.services);
    expect(studio.prompt()?.points).toHaveLength(1);
    await undo(studio.services);
    expect(studio.prompt()).toBeNull();
    expect(studio.shown()[0]?.name).toBe('left');
    await undo(studio.services);
    expect(studio.shown()[0]?.name).toBe('');
  });

  it('writes first and shows then', async () => {
    const studio = await openStudioWithObject();
    const { storage } = studio.services;
    await removeAnnotation(studio.services, first);
    const release = storage.holdCommits();
    const undoing = undo(studio.services);
    await settled();
    expect(storage.askedChanges).toHaveLength(2);
    expect(studio.shown()).toEqual([]);
    release();
    await undoing;
    expect(studio.shown()).toEqual([annotationRecord(1)]);
    expect([...storage.shelf.annotations.values()]).toEqual([annotationRecord(1)]);
  });

  it('changes nothing and tells when storage fails', async () => {
    const studio = await openStudioWithObject();
    await renameAnnotation(studio.services, first, 'left');
    const failure = { code: 'storage/write-failed', reason: 'test' } as const;
    studio.services.storage.failNextCommit(failure);
    await undo(studio.services);
    expect(studio.shown()[0]?.name).toBe('left');
    expect(studio.notices()).toEqual([{ about: 'failure', failure }]);
    await undo(studio.services);
    expect(studio.shown()[0]?.name).toBe('');
  });

  it('leaves other images than the open one alone', async () => {
    const studio = await openStudioWithObject();
    await renameAnnotation(studio.services, first, 'left');
    void openImage(studio.services, imageIdOf(2));
    await settled();
    await undo(studio.services);
    expect(studio.services.stores.session.getState().openImageId).toBe(imageIdOf(2));
    expect(studio.services.storage.shelf.annotations.get(first)?.name).toBe('left');
    void openImage(studio.services, imageIdOf(1));
    await undo(studio.services);
    expect(studio.shown().map(({ name }) => name)).toEqual(['']);
    expect(studio.notices()).toEqual([]);
  });

  it('says nothing about a change on the open image', async () => {
    const studio = await openStudioWithObject();
    await toggleAnnotation(studio.services, first);
    await undo(studio.services);
    expect(studio.notices()).toEqual([]);
  });

  it('brings a removed image back with its objects and opens it', async () => {
    const studio = await openStudioWithObject();
    void removeImage(studio.services, imageIdOf(1));
    await settled();
    expect(studio.services.stores.session.getState().openImageId).toBe(imageIdOf(2));
    await undo(studio.services);
    expect(studio.services.stores.session.getState().openImageId).toBe(imageIdOf(1));
    expect(studio.shown()).toEqual([annotationRecord(1)]);
  });

  it('of many images, or in the gallery, is told without turning to one of them', async () => {
    const studio = await openStudioWithObject();
    const { session } = studio.services.stores;
    await addTagTo(studio.services, [imageIdOf(2), imageIdOf(1)], 'a');
    void openImage(studio.services, imageIdOf(2));
    await settled();
    showScreen(session, 'gallery');
    await setStatusOf(studio.services, [imageIdOf(1)], 'done');
    await undo(studio.services);
    showScreen(session, 'workbench');
    await undo(studio.services);
    expect(session.getState().openImageId).toBe(imageIdOf(2));
    expect(studio.notices().filter(({ about }) => about === 'step')).toEqual([
      { about: 'step', verb: 'undid', change: 'setStatus', fileName: null },
      { about: 'step', verb: 'undid', change: 'setTags', fileName: null },
    ]);
  });

  it('does nothing at the start of history', async () => {
    const studio = await openStudioWithObject();
    await undo(studio.services);
    await redo(studio.services);
    expect(studio.services.storage.askedChanges).toEqual([]);
    expect(studio.notices()).toEqual([]);
  });
});

describe('redo', () => {
  it('carries out again what was undone, on disk and in the document', async () => {
    const studio = await openStudioWithObject();
    const { shelf } = studio.services.storage;
    await renameAnnotation(studio.services, first, 'left');
    await removeAnnotation(studio.services, first);
    await undo(studio.services);
    await undo(studio.services);
    await redo(studio.services);
    expect(studio.shown().map(({ name }) => name)).toEqual(['left']);
    expect([...shelf.annotations.values()]).toEqual(studio.shown());
    await redo(studio.services);
    expect(studio.shown()).toEqual([]);
    expect(shelf.annotations.size).toBe(0);
    expect(shelf.images.get(imageIdOf(1))?.categoryCounts).toEqual({});
  });

  it('takes every undo when two are pressed before the first is written', async () => {
    const studio = await openStudioWithObject();
    await renameAnnotation(studio.services, first, 'left');
    await renameAnnotation(studio.services, first, 'right');
    await Promise.all([undo(studio.services), undo(studio.services)]);
    expect(studio.shown()[0]?.name).toBe('');
    await Promise.all([redo(studio.services), redo(studio.services)]);
    expect(studio.shown()[0]?.name).toBe('right');
  });
});
