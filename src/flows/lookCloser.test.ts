import { describe, expect, it } from 'vitest';
import { shownMask } from '#store/prompting.ts';
import { settled } from '#testing/fakes.ts';
import { answerMarked } from '#testing/fakeSam.ts';
import { imageIdOf, openStudio, type Studio } from '#testing/openStudio.ts';
import { openImage } from './openImage.ts';
import { showCandidate } from './prompts.ts';

const better = answerMarked(40).candidates[0] ?? null;

describe('lookCloser', () => {
  it('puts the better mask in the place of the one that is shown', async () => {
    const studio = await openStudio();
    studio.click(1, 1);
    await studio.answer(10);
    studio.services.sam.closerLooks[0]?.answer(better);
    await settled();
    expect(shownPixel(studio)).toBe(40);
    expect(studio.services.sam.closerLooks).toHaveLength(1);
  });

  it('leaves the mask as it is where there is no more to see', async () => {
    const studio = await openStudio();
    studio.click(1, 1);
    await studio.answer(10);
    studio.services.sam.closerLooks[0]?.answer(null);
    await settled();
    expect(shownPixel(studio)).toBe(11);
    expect(studio.services.sam.closerLooks).toHaveLength(1);
  });

  it('does not overwrite the answer to a later click, which is looked at next', async () => {
    const studio = await openStudio();
    studio.click(1, 1);
    await studio.answer(10);
    studio.click(2, 2);
    await studio.answer(20);
    studio.services.sam.closerLooks[0]?.answer(better);
    await settled();
    expect(shownPixel(studio)).toBe(21);
    expect(studio.services.sam.closerLooks.map(({ shown }) => shown.mask.counts[0])).toEqual([
      11, 21,
    ]);
  });

  it('does not change the choice of another candidate', async () => {
    const studio = await openStudio();
    studio.click(1, 1);
    await studio.answer(10);
    showCandidate(studio.services, 2);
    studio.services.sam.closerLooks[0]?.answer(better);
    await settled();
    expect(shownPixel(studio)).toBe(12);
  });

  it('ends when the person turns to another image', async () => {
    const studio = await openStudio();
    studio.click(1, 1);
    await studio.answer(10);
    void openImage(studio.services, imageIdOf(2));
    await settled();
    expect(studio.services.sam.closerLooks[0]?.signal.aborted).toBe(true);
    expect(studio.notices()).toEqual([]);
    expect(studio.services.stores.engine.getState().isLookingCloser).toBe(false);
  });
});

function shownPixel({ services }: Studio): number | null {
  const candidate = shownMask(services.stores.session.getState().prompting);
  return candidate?.mask.counts[0] ?? null;
}
