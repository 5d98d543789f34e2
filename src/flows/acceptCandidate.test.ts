import { describe, expect, it } from 'vitest';
import type { CategoryId } from '#core/annotation/ids.ts';
import { setActiveCategory } from '#store/sessionStore.ts';
import { settled } from '#testing/fakes.ts';
import { answerMarked } from '#testing/fakeSam.ts';
import { imageIdOf, openStudio, type Studio } from '#testing/openStudio.ts';
import { annotationRecord, categoryRecord, imageRecord, testTime } from '#testing/records.ts';
import { acceptCandidate } from './acceptCandidate.ts';
import { removeCategory } from './editCategories.ts';
import { showCandidate } from './prompts.ts';
import { removeImage } from './removeImage.ts';

const quotaExceeded = { code: 'storage/quota-exceeded' } as const;

/** A studio with a click that is answered by the candidates 10, 11 and 12. */
async function openStudioWithCandidate(
  options?: Parameters<typeof openStudio>[0],
): Promise<Studio> {
  const studio = await openStudio(options);
  studio.click(1, 1);
  await studio.answer(10);
  return studio;
}

describe('acceptCandidate', () => {
  it('makes an object of the chosen candidate and says where it comes from', async () => {
    const studio = await openStudioWithCandidate();
    const prompt = studio.prompt();
    showCandidate(studio.services, 2);
    await acceptCandidate(studio.services);
    expect(studio.shown()).toEqual([
      {
        id: expect.any(String),
        imageId: 'image-1',
        categoryId: 'category-1',
        mask: answerMarked(10).candidates[2]?.mask,
        name: '',
        color: null,
        isHidden: false,
        order: 1,
        createdAt: testTime,
        provenance: {
          tool: 'sam',
          modelId: 'fake-sam',
          prompt,
          predictedIou: 0.9,
          stabilityScore: 0.8,
        },
      },
    ]);
  });

  it('writes to storage before the document shows it', async () => {
    const studio = await openStudioWithCandidate();
    const { storage, stores } = studio.services;
    const release = storage.holdCommits();
    const accepting = acceptCandidate(studio.services);
    await settled();
    expect(storage.askedChanges.map(({ name }) => name)).toEqual(['acceptCandidate']);
    expect(studio.shown()).toEqual([]);
    expect(stores.session.getState().accepting).not.toBeNull();
    expect(stores.jobs.getState().pendingWriteCount).toBe(1);
    release();
    await accepting;
    expect(studio.shown()).toEqual([...storage.shelf.annotations.values()]);
    expect(stores.session.getState().accepting).toBeNull();
    expect(stores.jobs.getState().pendingWriteCount).toBe(0);
  });

  it('puts the object last, counts it on its image and selects it', async () => {
    const studio = await openStudioWithCandidate({
      images: [imageRecord(1, { categoryCounts: { [categoryRecord(1).id]: 1 } })],
      annotations: [annotationRecord(5)],
    });
    await acceptCandidate(studio.services);
    const { document, session } = studio.services.stores;
    const last = studio.shown().at(-1);
    expect(studio.shown().map(({ order }) => order)).toEqual([5, 6]);
    expect(document.getState().document?.images.get(imageIdOf(1))?.categoryCounts).toEqual({
      [categoryRecord(1).id]: 2,
    });
    expect(session.getState().selectedIds).toEqual([last?.id]);
  });

  it('keeps the candidate and tells when storage fails', async () => {
    const studio = await openStudioWithCandidate();
    const { prompting } = studio.services.stores.session.getState();
    studio.services.storage.failNextCommit(quotaExceeded);
    await acceptCandidate(studio.services);
    expect(studio.shown()).toEqual([]);
    expect(studio.services.stores.session.getState().prompting).toBe(prompting);
    expect(studio.notices()).toEqual([{ about: 'failure', failure: quotaExceeded }]);
    await acceptCandidate(studio.services);
    expect(studio.shown()).toHaveLength(1);
  });

  it('accepts once when Enter is pressed twice', async () => {
    const studio = await openStudioWithCandidate();
    const presses = [acceptCandidate(studio.services), acceptCandidate(studio.services)];
    await Promise.all(presses);
    expect(studio.shown()).toHaveLength(1);
  });

  it('does nothing when nothing is clicked', async () => {
    const studio = await openStudio();
    await acceptCandidate(studio.services);
    expect(studio.services.storage.askedChanges).toEqual([]);
    expect(studio.notices()).toEqual([]);
  });

  it('refuses an empty mask with a word and keeps the prompt', async () => {
    const studio = await openStudio();
    studio.click(1, 1);
    const set = answerMarked(10);
    const empty = { size: { width: 8, height: 6 }, counts: Uint32Array.of(48) };
    const candidates = set.candidates.map((each) => ({ ...each, mask: empty }));
    studio.services.sam.decodes[0]?.answer({ ...set, candidates });
    await settled();
    await acceptCandidate(studio.services);
    expect(studio.notices()).toEqual([{ about: 'emptyMask' }]);
    expect(studio.prompt()?.points).toHaveLength(1);
    expect(studio.shown()).toEqual([]);
  });

  it('asks for a category when none is active, or the active one is gone', async () => {
    for (const categoryId of [null, 'gone' as CategoryId]) {
      const studio = await openStudioWithCandidate();
      const { session } = studio.services.stores;
      setActiveCategory(session, categoryId);
      await acceptCandidate(studio.services);
      expect(session.getState().isCategoryPickerOpen).toBe(true);
      expect(studio.prompt()?.points).toHaveLength(1);
      expect(studio.shown()).toEqual([]);
    }
  });
});

describe('a click right after Enter', () => {
  it('starts a new object while the former is on its way to disk', async () => {
    const studio = await openStudioWithCandidate();
    const release = studio.services.storage.holdCommits();
    const accepting = acceptCandidate(studio.services);
    await settled();
    studio.click(5, 5);
    await settled();
    expect(studio.prompt()?.points.map(({ at }) => at)).toEqual([{ x: 5, y: 5 }]);
    expect(studio.services.sam.decodes.at(-1)?.request.previous).toBeNull();
    release();
    await accepting;
    expect(studio.prompt()?.points.map(({ at }) => at)).toEqual([{ x: 5, y: 5 }]);
    expect(studio.shown()).toHaveLength(1);
  });

  it('stays when storage refuses the former', async () => {
    const studio = await openStudioWithCandidate();
    studio.services.storage.failNextCommit(quotaExceeded);
    const release = studio.services.storage.holdCommits();
    const accepting = acceptCandidate(studio.services);
    await settled();
    studio.click(5, 5);
    release();
    await accepting;
    expect(studio.prompt()?.points.map(({ at }) => at)).toEqual([{ x: 5, y: 5 }]);
    expect(studio.notices()).toHaveLength(1);
  });
});

describe('Enter before the answer', () => {
  it('waits for it', async () => {
    const studio = await openStudio();
    studio.click(1, 1);
    const accepting = acceptCandidate(studio.services);
    await settled();
    expect(studio.services.storage.askedChanges).toEqual([]);
    await studio.answer(10);
    await accepting;
    expect(studio.shown().map(({ mask }) => mask.counts[0])).toEqual([11]);
  });

  it('accepts once when it is pressed twice', async () => {
    const studio = await openStudio();
    studio.click(1, 1);
    const presses = [acceptCandidate(studio.services), acceptCandidate(studio.services)];
    await studio.answer(10);
    await Promise.all(presses);
    expect(studio.shown()).toHaveLength(1);
  });

  it('waits for the answer to the newest click', async () => {
    const studio = await openStudio();
    studio.click(1, 1);
    studio.click(2, 2);
    const accepting = acceptCandidate(studio.services);
    await studio.answer(10);
    expect(studio.shown()).toEqual([]);
    await studio.answer(20);
    await accepting;
    expect(studio.shown().map(({ mask }) => mask.counts[0])).toEqual([21]);
  });

  it('ends with the question when that fails, and accepts no later answer', async () => {
    const studio = await openStudio();
    studio.click(1, 1);
    const accepting = acceptCandidate(studio.services);
    studio.services.sam.decodes[0]?.fail({ code: 'inference/failed', reason: 'test' });
    await settled();
    studio.click(2, 2);
    await studio.answer(20);
    await accepting;
    expect(studio.shown()).toEqual([]);
    expect(studio.prompt()?.points).toHaveLength(2);
  });

  it('ends with the prompt when that is dropped', async () => {
    const studio = await openStudio();
    studio.click(1, 1);
    const accepting = acceptCandidate(studio.services);
    studio.services.stores.session.setState({ prompting: null });
    await accepting;
    expect(studio.services.storage.askedChanges).toEqual([]);
  });
});

describe('an edit under way when Enter is pressed', () => {
  it('that deletes the category brings the candidate back', async () => {
    const studio = await openStudioWithCandidate();
    const release = studio.services.storage.holdCommits();
    const removing = removeCategory(studio.services, 'category-1' as CategoryId);
    await settled();
    const accepting = acceptCandidate(studio.services);
    release();
    await Promise.all([removing, accepting]);
    expect(studio.services.storage.shelf.annotations.size).toBe(0);
    expect(studio.services.stores.session.getState().accepting).toBeNull();
    expect(studio.prompt()?.points).toHaveLength(1);
  });

  it('that removes the image keeps nothing', async () => {
    const studio = await openStudioWithCandidate();
    const release = studio.services.storage.holdCommits();
    void removeImage(studio.services, imageIdOf(1));
    await settled();
    const accepting = acceptCandidate(studio.services);
    release();
    await accepting;
    expect(studio.services.storage.shelf.annotations.size).toBe(0);
    expect(studio.services.stores.session.getState().accepting).toBeNull();
  });
});
