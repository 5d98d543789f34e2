import { describe, expect, it } from 'vitest';
import { withPointMoved, type Prompt } from '#core/prompt/prompt.ts';
import { currentStep, shownMask } from '#store/prompting.ts';
import { settled } from '#testing/fakes.ts';
import { answerMarked } from '#testing/fakeSam.ts';
import { imageIdOf, openStudio, type Studio } from '#testing/openStudio.ts';
import { openImage } from './openImage.ts';
import { dropCandidate, movePrompt, showCandidate, undoPrompt } from './prompts.ts';

describe('questions to the model', () => {
  it('go out one at a time, then only the newest of those that waited', async () => {
    const studio = await openStudio();
    studio.click(1, 1);
    studio.click(2, 2);
    studio.click(3, 3);
    await settled();
    expect(askedPointCounts(studio)).toEqual([1]);
    await studio.answer(0);
    expect(askedPointCounts(studio)).toEqual([1, 3]);
    await studio.answer(10);
    expect(askedPointCounts(studio)).toEqual([1, 3]);
    expect(studio.services.stores.engine.getState().isDecoding).toBe(false);
  });

  it('are not asked again once they are answered', async () => {
    const studio = await openStudio();
    studio.click(1, 1);
    await studio.answer(0);
    studio.click(2, 2);
    await studio.answer(10);
    await undoPrompt(studio.services);
    expect(askedPointCounts(studio)).toEqual([1, 2]);
    expect(shownPixel(studio)).toBe(1);
  });

  it('wait until the image is encoded', async () => {
    const studio = await openStudio();
    const { sam } = studio.services;
    const opening = openImage(studio.services, imageIdOf(2));
    await settled();
    studio.click(1, 1);
    await settled();
    expect(sam.decodes).toHaveLength(0);
    sam.encodes[0]?.answer();
    await settled();
    expect(sam.decodes.map(({ imageKey }) => imageKey)).toEqual(['image-2']);
    await studio.answer(20);
    await opening;
    expect(shownPixel(studio)).toBe(21);
  });
});

describe('the mask that is fed back', () => {
  it('is none for a first click', async () => {
    const studio = await openStudio();
    studio.click(1, 1);
    await settled();
    expect(maskInputs(studio)).toEqual([null]);
  });

  it('is the one that was chosen among the candidates', async () => {
    const studio = await openStudio();
    studio.click(1, 1);
    await studio.answer(10);
    studio.click(2, 2);
    await studio.answer(20);
    showCandidate(studio.services, 2);
    studio.click(3, 3);
    await settled();
    expect(maskInputs(studio)).toEqual([null, [11], [22]]);
  });

  it('is none after a point was taken back', async () => {
    const studio = await openStudio();
    studio.click(1, 1);
    await studio.answer(10);
    const prompt: Prompt = { points: [], box: { x: 0, y: 0, width: 3, height: 3 } };
    void movePrompt(studio.services, prompt, 'restate');
    await settled();
    expect(maskInputs(studio)).toEqual([null, null]);
  });
});

describe('an answer', () => {
  it('to a dropped prompt changes nothing', async () => {
    const studio = await openStudio();
    studio.click(1, 1);
    dropCandidate(studio.services);
    await studio.answer(10);
    expect(studio.services.stores.session.getState().prompting).toBeNull();
  });

  it('to a dropped prompt is not taken for the answer to the next one', async () => {
    const studio = await openStudio();
    studio.click(1, 1);
    dropCandidate(studio.services);
    studio.click(5, 5);
    await studio.answer(10);
    expect(shownPixel(studio)).toBeNull();
    await studio.answer(20);
    expect(shownPixel(studio)).toBe(21);
  });

  it('to a prompt on an image that was left changes nothing', async () => {
    const studio = await openStudio();
    studio.click(1, 1);
    void openImage(studio.services, imageIdOf(2));
    studio.click(5, 5);
    await studio.answer(10);
    expect(shownPixel(studio)).toBeNull();
    expect(studio.prompt()?.points).toHaveLength(1);
  });

  it('to a point on its way is shown, and the place where it is by now is asked next', async () => {
    const studio = await openStudio();
    studio.click(1, 1);
    drag(studio, 3);
    drag(studio, 5);
    await studio.answer(10);
    expect(shownPixel(studio)).toBe(11);
    expect(
      studio.services.sam.decodes.map(({ request }) => request.prompt.points[0]?.at.x),
    ).toEqual([1, 5]);
    await studio.answer(20);
    expect(shownPixel(studio)).toBe(21);
  });

  it('to an undone click does not bring the click back', async () => {
    const studio = await openStudio();
    studio.click(1, 1);
    await studio.answer(10);
    studio.click(2, 2);
    await undoPrompt(studio.services);
    await studio.answer(20);
    expect(studio.prompt()?.points).toHaveLength(1);
    expect(shownPixel(studio)).toBe(11);
  });
});

describe('a failed question', () => {
  const failure = { code: 'inference/failed', reason: 'test' } as const;

  it('is told and not asked again', async () => {
    const studio = await openStudio();
    studio.click(1, 1);
    studio.services.sam.decodes[0]?.fail(failure);
    await settled();
    expect(studio.notices()).toEqual([{ about: 'failure', failure }]);
    expect(studio.services.sam.decodes).toHaveLength(1);
    expect(studio.services.stores.engine.getState().isDecoding).toBe(false);
  });

  it('does not keep a newer one from being asked', async () => {
    const studio = await openStudio();
    studio.click(1, 1);
    studio.click(2, 2);
    studio.services.sam.decodes[0]?.fail(failure);
    await settled();
    studio.services.sam.decodes[1]?.answer(answerMarked(20));
    await settled();
    expect(shownPixel(studio)).toBe(21);
  });
});

function askedPointCounts({ services }: Studio): readonly number[] {
  return services.sam.decodes.map(({ request }) => request.prompt.points.length);
}

function maskInputs({ services }: Studio): readonly (readonly number[] | null)[] {
  return services.sam.decodes.map(({ request }) =>
    request.previous?.lowResLogits ? [...request.previous.lowResLogits] : null,
  );
}

/** The foreground pixel of the shown candidate, see `answerMarked`. */
function shownPixel({ services }: Studio): number | null {
  const candidate = shownMask(services.stores.session.getState().prompting);
  return candidate?.mask.counts[0] ?? null;
}

function drag({ services }: Studio, x: number): void {
  const { prompting } = services.stores.session.getState();
  if (!prompting) return;
  const next = withPointMoved(currentStep(prompting).prompt, 0, { x, y: 1 });
  void movePrompt(services, next, 'drag');
}
