import { describe, expect, it } from 'vitest';
import type { AnnotationId } from '#core/annotation/ids.ts';
import type { PackageContent } from '#core/merge/packageContent.ts';
import { decideRest, decideShown, turnToConflict, undecidedCountOf } from '#store/mergeStore.ts';
import { selectAnnotation } from '#store/sessionStore.ts';
import { openStudio, type Studio } from '#testing/openStudio.ts';
import { annotationRecord, categoryRecord, imageRecord, testProject } from '#testing/records.ts';
import { removeAnnotation, renameAnnotation } from '../editAnnotations.ts';
import { undo } from '../undo.ts';
import { applyMerge } from './applyMerge.ts';
import { openPackage, showPackage } from './openPackage.ts';

const category = categoryRecord(1);
const image = imageRecord(1, { categoryCounts: { [category.id]: 2 }, status: 'inProgress' });
const base = [annotationRecord(1), annotationRecord(2)];

/** They renamed both objects, added one and set the image to done. */
const theirs: PackageContent = {
  packageId: 'package-1',
  project: testProject,
  writtenBy: 'Ada',
  categories: [category],
  images: new Map([
    [
      image.id,
      {
        image: { ...image, status: 'done', statusSet: { by: 'Ada', at: 5 } },
        annotations: [
          annotationRecord(1, { name: 'theirs' }),
          annotationRecord(2, { name: 'theirs' }),
          annotationRecord(30),
        ],
      },
    ],
  ]),
  bases: new Map([[image.id, { image, annotations: base }]]),
};

/** The project after its owner renamed object 1, with the package open. */
async function openMerge(): Promise<Studio> {
  const studio = await openStudio({ images: [image], annotations: base, categories: [category] });
  await renameAnnotation(studio.services, 'annotation-1' as AnnotationId, 'mine');
  await showPackage(studio.services, theirs);
  return studio;
}

function openedOf({ services }: Studio) {
  const { open } = services.stores.merge.getState();
  if (!open) throw new Error('No package is open.');
  return open;
}

function names(studio: Studio): readonly string[] {
  return studio.shown().map(({ name }) => name);
}

describe('openPackage', () => {
  it('shows what would change and how both agree, and writes nothing', async () => {
    const studio = await openMerge();
    const { plan, agreement } = openedOf(studio);
    expect(plan.conflicts).toHaveLength(1);
    expect(plan.outcomeCounts).toMatchObject({ edited: 1, added: 1 });
    expect(agreement.overall).toMatchObject({ mineCount: 2, theirsCount: 3, matchedCount: 2 });
    expect(studio.services.storage.askedChanges).toHaveLength(1);
  });

  it('gives back why a file cannot be read', async () => {
    const studio = await openStudio();
    const failure = await openPackage(studio.services, new File(['no zip'], 'photo.jpg'), '');
    expect(failure?.code).toMatch(/^archive\//u);
    expect(studio.services.stores.merge.getState().open).toBeNull();
  });
});

describe('applyMerge', () => {
  it('is one change that one undo takes back', async () => {
    const studio = await openMerge();
    decideShown(studio.services.stores.merge, 'theirs');
    expect(await applyMerge(studio.services)).toBe(true);
    expect(names(studio)).toEqual(['theirs', 'theirs', '']);
    const shown = studio.services.stores.document.getState().document?.images.get(image.id);
    expect(shown).toMatchObject({ status: 'done', categoryCounts: { 'category-1': 3 } });
    expect(studio.notices()).toEqual([{ about: 'merged', imageCount: 1 }]);
    expect(studio.services.stores.merge.getState().open).toBeNull();
    await undo(studio.services);
    expect(names(studio)).toEqual(['mine', '']);
    expect(studio.services.storage.shelf.images.get(image.id)).toEqual(image);
  });

  it('waits until everything is decided', async () => {
    const studio = await openMerge();
    expect(await applyMerge(studio.services)).toBe(false);
    const failure = { code: 'merge/undecided', conflictCount: 1 };
    expect(studio.notices()).toEqual([{ about: 'failure', failure }]);
    expect(names(studio)).toEqual(['mine', '']);
    decideRest(studio.services.stores.merge, 'mine');
    expect(undecidedCountOf(openedOf(studio))).toBe(0);
    expect(await applyMerge(studio.services)).toBe(true);
    expect(names(studio)).toEqual(['mine', 'theirs', '']);
  });

  it('asks again when a conflict came up since the package was opened', async () => {
    const studio = await openMerge();
    decideShown(studio.services.stores.merge, 'theirs');
    await removeAnnotation(studio.services, 'annotation-2' as AnnotationId);
    expect(await applyMerge(studio.services)).toBe(false);
    const { plan } = openedOf(studio);
    expect(plan.conflicts.map(({ kind }) => kind)).toEqual(['both-edited', 'deleted-mine']);
    expect(undecidedCountOf(openedOf(studio))).toBe(1);
    turnToConflict(studio.services.stores.merge, 9);
    expect(openedOf(studio).shownIndex).toBe(1);
    decideShown(studio.services.stores.merge, 'neither');
    expect(undecidedCountOf(openedOf(studio))).toBe(1);
    decideShown(studio.services.stores.merge, 'mine');
    expect(await applyMerge(studio.services)).toBe(true);
  });

  it('lets go of a selected object that is no more', async () => {
    const studio = await openMerge();
    const { merge, session } = studio.services.stores;
    selectAnnotation(session, 'annotation-1' as AnnotationId);
    decideShown(merge, 'neither');
    await applyMerge(studio.services);
    expect(session.getState().selectedIds).toEqual([]);
  });
});
