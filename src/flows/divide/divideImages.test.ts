import { describe, expect, it } from 'vitest';
import type { DivisionOptions } from '#core/division/divideImages.ts';
import { usualRatios } from '#core/division/ratios.ts';
import { openStudio, type Studio } from '#testing/openStudio.ts';
import { imageRecord, testProject, testTime } from '#testing/records.ts';
import { undo } from '../undo.ts';
import { divideImages, lockSplit, unlockSplit } from './divideImages.ts';

const options: DivisionOptions = {
  seed: 5,
  ratios: usualRatios,
  grouping: 'none',
  hasSkipped: false,
  keepsAssigned: false,
};

function openTen(): Promise<Studio> {
  return openStudio({
    images: Array.from({ length: 10 }, (_, i) =>
      imageRecord(i + 1, { split: i < 2 ? 'test' : null, status: i === 9 ? 'skipped' : 'new' }),
    ),
  });
}

function splitsOf({ services }: Studio) {
  const { document } = services.stores.document.getState();
  return [...(document?.images.values() ?? [])].map(({ split }) => split);
}

function planOf({ services }: Studio) {
  return services.stores.document.getState().document?.project.splitPlan;
}

describe('divideImages', () => {
  it('gives images a split, on disk too, and one undo takes all of it back', async () => {
    const studio = await openTen();
    const before = splitsOf(studio);
    expect(await divideImages(studio.services, options)).toBe(true);
    expect(splitsOf(studio).filter((split) => split === null)).toHaveLength(1);
    expect(new Set(splitsOf(studio)).size).toBe(4);
    const { shelf } = studio.services.storage;
    expect([...shelf.images.values()].map(({ split }) => split)).toEqual(splitsOf(studio));
    const { ratios, seed, grouping } = options;
    const plan = { ratios, seed, grouping, madeAt: testTime, lockedAt: null };
    expect(shelf.projects.get(testProject.id)?.splitPlan).toEqual(plan);
    await undo(studio.services);
    expect(splitsOf(studio)).toEqual(before);
    expect(planOf(studio)).toBeNull();
  });

  it('leaves images alone that have a split, when it is told to', async () => {
    const studio = await openTen();
    await divideImages(studio.services, { ...options, keepsAssigned: true });
    expect(splitsOf(studio).slice(0, 2)).toEqual(['test', 'test']);
    expect(splitsOf(studio)).toContain('train');
  });

  it('is refused while the split is locked, and not any more once it is unlocked', async () => {
    const studio = await openTen();
    await divideImages(studio.services, options);
    const divided = splitsOf(studio);
    expect(await lockSplit(studio.services)).toBe(true);
    expect(await lockSplit(studio.services)).toBe(false);
    expect(await divideImages(studio.services, { ...options, seed: 6 })).toBe(false);
    const failure = { code: 'split/locked' };
    expect(studio.notices().at(-1)).toEqual({ about: 'failure', failure });
    expect(splitsOf(studio)).toEqual(divided);
    await unlockSplit(studio.services);
    expect(planOf(studio)?.lockedAt).toBeNull();
    expect(await divideImages(studio.services, { ...options, seed: 6 })).toBe(true);
  });

  it('has nothing to lock before the first division', async () => {
    const studio = await openTen();
    expect(await lockSplit(studio.services)).toBe(false);
    expect(await unlockSplit(studio.services)).toBe(false);
  });
});
