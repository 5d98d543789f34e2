import { describe, expect, it } from 'vitest';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { GroupId } from '#core/annotation/ids.ts';
import { areaOf } from '#core/mask/measures.ts';
import type { Rle } from '#core/mask/rle.ts';
import { selectAnnotations } from '#store/sessionStore.ts';
import { drawnMask } from '#testing/drawnMask.ts';
import { imageIdOf, openStudio, type Studio } from '#testing/openStudio.ts';
import { annotationRecord, categoryRecord, imageRecord } from '#testing/records.ts';
import { removeAnnotation } from '../editAnnotations.ts';
import { openImage } from '../openImage.ts';
import { segmenterKeyOf } from '../segmenterImage.ts';
import { undo } from '../undo.ts';
import { combineObjects, splitObjects } from './combineObjects.ts';
import { copyObjects, duplicateObjects, pasteObjects } from './copyObjects.ts';
import { groupObjects, ungroupObjects, withGroups } from './groupObjects.ts';
import { moveObjects } from './moveObjects.ts';
import { orderObjects } from './orderObjects.ts';
import { propagateObjects } from './propagateObjects.ts';
import {
  hideOthers,
  selectAllObjects,
  showAllObjects,
  toggleIsolation,
  toggleLock,
} from './showObjects.ts';
import { planTidying, tidyObjects } from './tidyObjects.ts';

/** 8 × 6 px, empty below the rows that are drawn. */
function mask(...rows: readonly string[]): Rle {
  const padded = [...rows, '', '', '', '', '', ''].slice(0, 6).map((row) => row.padEnd(8, '.'));
  return drawnMask(...padded);
}

const left = annotationRecord(1, { mask: mask('###', '###') });
const middle = annotationRecord(2, { mask: mask('..###', '..###') });
const twoParts = annotationRecord(3, { mask: mask('', '', '', '##....##', '##....##') });

async function studioWith(...annotations: readonly Annotation[]): Promise<Studio> {
  return openStudio({ annotations });
}

function select({ services }: Studio, ...objects: readonly Annotation[]): void {
  selectAnnotations(
    services.stores.session,
    objects.map(({ id }) => id),
  );
}

/** Opens an image that is encoded already. */
async function open({ services }: Studio, number: number): Promise<void> {
  services.sam.markPrepared(segmenterKeyOf(services, imageIdOf(number)));
  await openImage(services, imageIdOf(number));
}

function masksOf(studio: Studio): readonly Rle[] {
  return studio.shown().map((each) => each.mask);
}

function countsOf({ services }: Studio, number = 1) {
  const { document } = services.stores.document.getState();
  return document?.images.get(imageIdOf(number))?.categoryCounts;
}

describe('combining', () => {
  it('unites into the last selected one, as one step that undo takes back', async () => {
    const studio = await studioWith(left, middle);
    select(studio, left, middle);
    await combineObjects(studio.services, 'union');
    expect(studio.shown().map(({ id }) => id)).toEqual([middle.id]);
    expect(masksOf(studio)).toEqual([mask('#####', '#####')]);
    expect(studio.services.stores.session.getState().selectedIds).toEqual([middle.id]);
    expect(countsOf(studio)).toEqual({ 'category-1': 1 });
    await undo(studio.services);
    expect(studio.shown()).toEqual([left, middle]);
  });

  it('subtracts the others from the last one and leaves them', async () => {
    const studio = await studioWith(left, middle);
    select(studio, middle, left);
    await combineObjects(studio.services, 'difference');
    expect(masksOf(studio)).toEqual([mask('##', '##'), middle.mask]);
  });

  it('refuses a result without a pixel, and fewer than two', async () => {
    const studio = await studioWith(left, twoParts);
    select(studio, left, twoParts);
    await combineObjects(studio.services, 'intersection');
    select(studio, left);
    await combineObjects(studio.services, 'union');
    expect(studio.shown()).toEqual([left, twoParts]);
    expect(studio.notices()).toEqual([{ about: 'nothingLeft' }, { about: 'needsTwo' }]);
  });

  it('splits into parts, each an object', async () => {
    const studio = await studioWith(left, twoParts);
    select(studio, twoParts);
    await splitObjects(studio.services);
    expect(studio.shown()).toHaveLength(3);
    expect(masksOf(studio).map(areaOf)).toEqual([6, 4, 4]);
    expect(studio.services.stores.session.getState().selectedIds).toHaveLength(2);
    select(studio, left);
    await splitObjects(studio.services);
    expect(studio.notices()).toEqual([{ about: 'onePart' }]);
  });

  it('never touches what is locked', async () => {
    const locked = { ...left, isLocked: true };
    const studio = await studioWith(locked, middle);
    select(studio, locked, middle);
    await combineObjects(studio.services, 'union');
    select(studio, locked);
    await removeAnnotation(studio.services, locked.id);
    expect(studio.shown()).toEqual([locked, middle]);
    expect(studio.notices()).toEqual([{ about: 'needsTwo' }, { about: 'objectLocked' }]);
  });
});

describe('groups', () => {
  it('are made and dissolved, and found from one of theirs', async () => {
    const studio = await studioWith(left, middle, twoParts);
    select(studio, left, middle);
    await groupObjects(studio.services);
    const [first, second] = studio.shown();
    expect(first?.groupId).toBe(second?.groupId as GroupId);
    expect(withGroups(studio.services, [left.id])).toEqual([middle.id, left.id]);
    await ungroupObjects(studio.services);
    expect(withGroups(studio.services, [left.id])).toEqual([left.id]);
  });
});

describe('moving', () => {
  it('cuts off what leaves the image, and refuses when nothing would be left', async () => {
    const studio = await studioWith(left);
    select(studio, left);
    await moveObjects(studio.services, -1, 1);
    expect(masksOf(studio)).toEqual([mask('', '##', '##')]);
    await moveObjects(studio.services, -5, 0);
    expect(masksOf(studio)).toEqual([mask('', '##', '##')]);
    expect(studio.notices()).toEqual([{ about: 'leavesImage' }]);
  });
});

describe('tidying', () => {
  it('shows in figures what it then does', async () => {
    const ring = annotationRecord(1, { mask: mask('###', '#.#', '###', '', '.....#') });
    const studio = await studioWith(ring);
    select(studio, ring);
    const holes = planTidying([ring], { kind: 'fillHoles', maxAreaPx: 4 });
    expect(holes.figures).toEqual({ objectCount: 1, count: 1, areaPx: 1, emptiedCount: 0 });
    const specks = planTidying([ring], { kind: 'dropSpecks', maxAreaPx: 1 });
    expect(specks.figures).toMatchObject({ count: 1, areaPx: -1 });
    await tidyObjects(studio.services, { kind: 'fillHoles', maxAreaPx: 4 });
    expect(masksOf(studio)).toEqual([holes.masks.get(ring.id)]);
  });

  it('leaves an object of which nothing would be left', async () => {
    const studio = await studioWith(annotationRecord(1, { mask: mask('', '.#') }));
    select(studio, left);
    await tidyObjects(studio.services, { kind: 'grow', byPx: -1 });
    expect(masksOf(studio)).toEqual([mask('', '.#')]);
    expect(studio.notices()).toEqual([{ about: 'nothingLeft' }]);
  });
});

describe('copies', () => {
  it('are pasted at the same place of another image, and counted there', async () => {
    const studio = await studioWith(left, middle);
    select(studio, left, middle);
    copyObjects(studio.services);
    await open(studio, 2);
    await pasteObjects(studio.services);
    expect(masksOf(studio)).toEqual([left.mask, middle.mask]);
    expect(countsOf(studio, 2)).toEqual({ 'category-1': 2 });
    expect(studio.services.stores.session.getState().selectedIds).toEqual(
      studio.shown().map(({ id }) => id),
    );
  });

  it('are stretched on an image of another size', async () => {
    const images = [imageRecord(1), imageRecord(2, { size: { width: 16, height: 12 } })];
    const studio = await openStudio({ images, annotations: [left] });
    select(studio, left);
    copyObjects(studio.services);
    await open(studio, 2);
    await pasteObjects(studio.services);
    expect(masksOf(studio).map(areaOf)).toEqual([4 * areaOf(left.mask)]);
  });

  it('bring a category along that is not there by name', async () => {
    const studio = await studioWith(left);
    select(studio, left);
    copyObjects(studio.services);
    const { copied } = studio.services.stores.objects.getState();
    const foreign = categoryRecord(7, { name: 'Elsewhere' });
    studio.services.stores.objects.setState({
      copied: copied && {
        ...copied,
        objects: copied.objects.map((each) => ({ ...each, category: foreign })),
      },
    });
    await pasteObjects(studio.services);
    const names = [
      ...(studio.services.stores.document.getState().document?.categories.values() ?? []),
    ];
    expect(names.map(({ name }) => name)).toEqual(['Category 1', 'Elsewhere']);
  });

  it('of a duplicate are free even where the original is locked', async () => {
    const locked = { ...left, isLocked: true };
    const studio = await studioWith(locked);
    select(studio, locked);
    await duplicateObjects(studio.services);
    expect(studio.shown().map((each) => each.isLocked ?? false)).toEqual([true, false]);
  });

  it('go to the next images as one step', async () => {
    const images = [1, 2, 3].map((number) => imageRecord(number));
    const there = annotationRecord(9, { imageId: imageIdOf(2), order: 4 });
    const studio = await openStudio({ images, annotations: [left, there] });
    select(studio, left);
    await propagateObjects(studio.services, 5);
    expect(countsOf(studio, 2)).toEqual({ 'category-1': 2 });
    expect(countsOf(studio, 3)).toEqual({ 'category-1': 1 });
    await open(studio, 2);
    expect(studio.shown().map(({ order }) => order)).toEqual([4, 5]);
    expect(studio.notices()).toMatchObject([{ about: 'changed', imageCount: 2 }]);
  });
});

describe('order and sight', () => {
  it('brings to the front', async () => {
    const studio = await studioWith(left, middle, twoParts);
    select(studio, left);
    await orderObjects(studio.services, 'front');
    expect(studio.shown().map(({ id }) => id)).toEqual([middle.id, twoParts.id, left.id]);
  });

  it('locks all, and unlocks when all are locked', async () => {
    const studio = await studioWith(left, { ...middle, isLocked: true });
    select(studio, left, middle);
    await toggleLock(studio.services);
    expect(studio.shown().map(({ isLocked }) => isLocked)).toEqual([true, true]);
    await toggleLock(studio.services);
    expect(studio.shown().map(({ isLocked }) => isLocked)).toEqual([false, false]);
  });

  it('hides the others, shows all again, and looks at some alone without a change', async () => {
    const studio = await studioWith(left, middle);
    select(studio, left);
    await hideOthers(studio.services);
    expect(studio.shown().map(({ isHidden }) => isHidden)).toEqual([false, true]);
    await showAllObjects(studio.services);
    expect(studio.shown().map(({ isHidden }) => isHidden)).toEqual([false, false]);
    toggleIsolation(studio.services);
    selectAllObjects(studio.services);
    expect(studio.services.stores.session.getState().selectedIds).toEqual([left.id]);
    toggleIsolation(studio.services);
    selectAllObjects(studio.services);
    expect(studio.services.stores.session.getState().selectedIds).toHaveLength(2);
  });

  it('deletes all selected ones as one step', async () => {
    const studio = await studioWith(left, middle, twoParts);
    select(studio, left, middle);
    await removeAnnotation(studio.services, middle.id);
    expect(studio.shown()).toEqual([twoParts]);
    await undo(studio.services);
    expect(studio.shown()).toHaveLength(3);
  });
});
