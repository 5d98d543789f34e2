import { describe, expect, it } from 'vitest';
import type { AnnotationId } from '#core/annotation/ids.ts';
import { screenToImage } from '#core/geometry/viewport.ts';
import { answerMarked } from '#testing/fakeSam.ts';
import { createFakeBitmap, type FakeBitmap } from '#testing/fakes.ts';
import { imageRecord } from '#testing/records.ts';
import { pushStep } from './prompting.ts';
import {
  createSessionStore,
  endAccepting,
  selectAnnotation,
  setCanvasSize,
  setPrompting,
  setViewport,
  showPicture,
  startAccepting,
  startRenaming,
  turnToImage,
  type SessionStore,
} from './sessionStore.ts';

const size = { width: 8, height: 6 };
const viewport = { scale: 2, offsetX: 1, offsetY: 3 };
const first = imageRecord(1).id;
const second = imageRecord(2).id;
const id = 'annotation-1' as AnnotationId;
const click = { points: [{ at: { x: 1, y: 1 }, label: 'foreground' as const }], box: null };

describe('showPicture', () => {
  it('shows the picture of the open image at its place', () => {
    const store = createSessionStore();
    turnToImage(store, first);
    const bitmap = show(store, first);
    expect(store.getState().picture).toEqual({ imageId: first, bitmap, size });
    expect(store.getState().viewport).toEqual(viewport);
    expect(bitmap.isClosed).toBe(false);
  });

  it('closes the picture that it replaces', () => {
    const store = createSessionStore();
    turnToImage(store, first);
    const former = show(store, first);
    const next = show(store, first);
    expect([former.isClosed, next.isClosed]).toEqual([true, false]);
  });

  it('closes a picture that comes after the image was left', () => {
    const store = createSessionStore();
    turnToImage(store, second);
    const shown = show(store, second);
    const late = show(store, first);
    expect([shown.isClosed, late.isClosed]).toEqual([false, true]);
    expect(store.getState().picture?.bitmap).toBe(shown);
  });
});

describe('turnToImage', () => {
  it('closes the picture and lets go of all that belonged to the image', () => {
    const store = createSessionStore();
    turnToImage(store, first);
    const bitmap = show(store, first);
    setPrompting(store, pushStep(null, click, false));
    selectAnnotation(store, id);
    startRenaming(store, id);
    turnToImage(store, second);
    expect(bitmap.isClosed).toBe(true);
    expect(store.getState()).toMatchObject({
      openImageId: second,
      picture: null,
      prompting: null,
      selectedIds: [],
      renamingId: null,
    });
  });

  it('keeps the tool and the category', () => {
    const store = createSessionStore();
    store.setState({ toolId: 'box', activeCategoryId: null });
    turnToImage(store, first);
    expect(store.getState().toolId).toBe('box');
  });
});

describe('endAccepting', () => {
  const [candidate] = answerMarked(10).candidates;
  const former = pushStep(null, click, false);

  it('brings the prompt back that could not be kept', () => {
    const store = accepting();
    expect(store.getState().prompting).toBeNull();
    endAccepting(store, former);
    expect(store.getState()).toMatchObject({ accepting: null, prompting: former });
  });

  it('leaves the object alone that was begun meanwhile', () => {
    const store = accepting();
    const begun = pushStep(null, click, false);
    setPrompting(store, begun);
    endAccepting(store, former);
    expect(store.getState().prompting).toBe(begun);
  });

  function accepting(): SessionStore {
    const store = createSessionStore();
    setPrompting(store, former);
    if (candidate) startAccepting(store, candidate);
    return store;
  }
});

describe('setCanvasSize', () => {
  it('keeps what was in the middle of the canvas there', () => {
    const store = createSessionStore();
    setCanvasSize(store, { width: 400, height: 300 });
    setViewport(store, viewport);
    const middle = screenToImage(viewport, { x: 200, y: 150 });
    setCanvasSize(store, { width: 500, height: 210 });
    expect(screenToImage(store.getState().viewport, { x: 250, y: 105 })).toEqual(middle);
  });
});

function show(store: SessionStore, imageId: typeof first): FakeBitmap {
  const bitmap = createFakeBitmap(size);
  showPicture(store, { imageId, bitmap, size }, viewport);
  return bitmap;
}
