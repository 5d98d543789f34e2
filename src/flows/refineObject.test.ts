import { describe, expect, it } from 'vitest';
import { withoutPoint } from '#core/prompt/prompt.ts';
import { shownMask } from '#store/prompting.ts';
import { objectInHand, refinedIdOf, selectAnnotation, setTool } from '#store/sessionStore.ts';
import { settled } from '#testing/fakes.ts';
import { answerMarked } from '#testing/fakeSam.ts';
import { openStudio, stepNames, type Studio } from '#testing/openStudio.ts';
import { annotationRecord, categoryRecord } from '#testing/records.ts';
import { acceptCandidate } from './acceptCandidate.ts';
import { recategorizeAnnotation, removeAnnotation } from './editAnnotations.ts';
import { dropCandidate, movePrompt } from './prompts.ts';
import { refineObject } from './refineObject.ts';
import { redo, undo } from './undo.ts';

const object = annotationRecord(3, { name: 'left eye', color: '#123456' });
const other = annotationRecord(4);

/** A studio in which object 3 is being refined. */
async function openRefining(): Promise<Studio> {
  const studio = await openStudio({
    categories: [categoryRecord(1), categoryRecord(2)],
    annotations: [object, other],
  });
  refineObject(studio.services, object.id);
  return studio;
}

describe('refineObject', () => {
  it('shows the mask of the object at once and asks nothing yet', async () => {
    const studio = await openRefining();
    await settled();
    expect(shownPixel(studio)).toBe(3);
    expect(refinedIdOf(studio.services.stores.session.getState())).toBe(object.id);
    expect(studio.services.sam.decodes).toEqual([]);
  });

  it('selects the object and takes the point tool where clicks would select', async () => {
    const studio = await openStudio({ annotations: [object] });
    const { session } = studio.services.stores;
    setTool(session, 'select');
    refineObject(studio.services, object.id);
    expect(session.getState()).toMatchObject({ selectedIds: [object.id], toolId: 'point' });
  });

  it('does nothing for an object that is not there', async () => {
    const studio = await openStudio();
    refineObject(studio.services, object.id);
    expect(studio.services.stores.session.getState().prompting).toBeNull();
  });
});

describe('a click while an object is refined', () => {
  it('refines its mask', async () => {
    const studio = await openRefining();
    studio.click(1, 1);
    await settled();
    expect(studio.services.sam.decodes[0]?.request.previous).toEqual({
      mask: object.mask,
      lowResLogits: null,
      logitsWindow: null,
      predictedIou: 0.9,
      stabilityScore: 0.8,
    });
    expect(shownPixel(studio)).toBe(3);
    await studio.answer(10);
    expect(shownPixel(studio)).toBe(11);
  });

  it('is followed by one that refines the answer', async () => {
    const studio = await openRefining();
    studio.click(1, 1);
    await studio.answer(10);
    studio.click(2, 2);
    await settled();
    expect(studio.services.sam.decodes[1]?.request.previous?.lowResLogits).toEqual(
      Float32Array.of(11),
    );
  });

  it('is taken back by undo, and the start of it all by one more', async () => {
    const studio = await openRefining();
    studio.click(1, 1);
    await studio.answer(10);
    await undo(studio.services);
    expect(shownPixel(studio)).toBe(3);
    await undo(studio.services);
    expect(studio.services.stores.session.getState().prompting).toBeNull();
    expect(studio.shown()).toEqual([object, other]);
  });

  it('goes back to the mask of the object when its point is deleted', async () => {
    const studio = await openRefining();
    studio.click(1, 1);
    await studio.answer(10);
    const prompt = withoutPoint(studio.prompt() ?? { points: [], box: null }, 0);
    await movePrompt(studio.services, prompt, 'restate');
    expect(shownPixel(studio)).toBe(3);
    expect(studio.services.sam.decodes).toHaveLength(1);
    studio.click(2, 2);
    await settled();
    expect(studio.services.sam.decodes[1]?.request.previous?.mask).toBe(object.mask);
  });
});

describe('accepting', () => {
  it('replaces the mask and says where it comes from; all else stays', async () => {
    const studio = await openRefining();
    studio.click(1, 1);
    await studio.answer(10);
    const prompt = studio.prompt();
    await acceptCandidate(studio.services);
    const mask = answerMarked(10).candidates[1]?.mask;
    const provenance = { ...object.provenance, prompt };
    expect(studio.shown()).toEqual([{ ...object, mask, provenance }, other]);
    expect(studio.services.storage.shelf.annotations.get(object.id)?.mask).toEqual(mask);
    const { prompting, selectedIds } = studio.services.stores.session.getState();
    expect({ prompting, selectedIds }).toEqual({ prompting: null, selectedIds: [object.id] });
  });

  it('is one change that undo takes back and redo makes again', async () => {
    const studio = await openRefining();
    studio.click(1, 1);
    await studio.answer(10);
    await acceptCandidate(studio.services);
    expect(stepNames(studio.services)).toEqual(['refineAnnotation']);
    await undo(studio.services);
    expect(studio.shown()).toEqual([object, other]);
    await redo(studio.services);
    expect(studio.shown()[0]?.mask.counts[0]).toBe(11);
  });

  it('keeps what was changed of the object meanwhile, and needs no active category', async () => {
    const studio = await openRefining();
    studio.services.stores.session.setState({ activeCategoryId: null });
    studio.click(1, 1);
    await studio.answer(10);
    await recategorizeAnnotation(studio.services, object.id, categoryRecord(2).id);
    await acceptCandidate(studio.services);
    expect(studio.shown()[0]).toMatchObject({ id: object.id, categoryId: 'category-2' });
    expect(studio.shown()[0]?.mask.counts[0]).toBe(11);
  });

  it('of the mask as it was changes nothing', async () => {
    const studio = await openRefining();
    await acceptCandidate(studio.services);
    expect(studio.services.storage.askedChanges).toEqual([]);
    expect(studio.services.stores.session.getState().prompting).toBeNull();
  });

  it('draws the object once while it is on its way to disk', async () => {
    const studio = await openRefining();
    studio.click(1, 1);
    await studio.answer(10);
    const release = studio.services.storage.holdCommits();
    const accepting = acceptCandidate(studio.services);
    await settled();
    expect(refinedIdOf(studio.services.stores.session.getState())).toBe(object.id);
    release();
    await accepting;
    expect(refinedIdOf(studio.services.stores.session.getState())).toBeNull();
  });

  it('that storage refuses brings the refinement back', async () => {
    const studio = await openRefining();
    studio.click(1, 1);
    await studio.answer(10);
    studio.services.storage.failNextCommit({ code: 'storage/quota-exceeded' });
    await acceptCandidate(studio.services);
    expect(studio.shown()).toEqual([object, other]);
    expect(shownPixel(studio)).toBe(11);
    expect(refinedIdOf(studio.services.stores.session.getState())).toBe(object.id);
  });
});

describe('the refined object', () => {
  it('is untouched when the mask is dropped', async () => {
    const studio = await openRefining();
    studio.click(1, 1);
    await studio.answer(10);
    dropCandidate(studio.services);
    expect(studio.shown()).toEqual([object, other]);
  });

  it('takes the refinement along when it is deleted', async () => {
    const studio = await openRefining();
    await removeAnnotation(studio.services, object.id);
    expect(studio.services.stores.session.getState().prompting).toBeNull();
  });

  it('is the one that keys are about, whatever is selected', async () => {
    const studio = await openRefining();
    const { session } = studio.services.stores;
    selectAnnotation(session, other.id);
    expect(objectInHand(session.getState())).toBe(object.id);
  });
});

function shownPixel({ services }: Studio): number | null {
  return shownMask(services.stores.session.getState().prompting)?.mask.counts[0] ?? null;
}
