import { describe, expect, it } from 'vitest';
import { setPrefetch } from '#store/settingsStore.ts';
import { settled } from '#testing/fakes.ts';
import { imageIdOf, openStudio, type Studio } from '#testing/openStudio.ts';
import { imageRecord } from '#testing/records.ts';
import { openImage } from './openImage.ts';

const fourImages = { images: [1, 2, 3, 4].map((number) => imageRecord(number)) };

describe('prefetchNeighbours', () => {
  it('encodes the next images and the one before while the hands rest', async () => {
    const studio = await openStudio(fourImages);
    const { sam } = studio.services;
    sam.markPrepared(imageIdOf(2));
    await openImage(studio.services, imageIdOf(2));
    await restAndAnswer(studio, 3);
    expect(sam.prefetches.map(({ imageKey }) => imageKey)).toEqual([
      imageIdOf(3),
      imageIdOf(4),
      imageIdOf(1),
    ]);
  });

  it('waits while something is asked and for a while after', async () => {
    const studio = await openStudio(fourImages);
    studio.click(1, 1);
    await rest(studio);
    expect(studio.services.sam.prefetches).toHaveLength(0);
    studio.services.elapse(0);
    await studio.answer(10);
    studio.services.elapse(100);
    await settled();
    expect(studio.services.sam.prefetches).toHaveLength(0);
    await rest(studio);
    expect(studio.services.sam.prefetches).toHaveLength(1);
  });

  it('ends what a prompt finds just begun, and begins it again in the next rest', async () => {
    const studio = await openStudio(fourImages);
    await rest(studio);
    studio.click(1, 1);
    await studio.answer(10);
    expect(studio.services.sam.prefetches[0]?.signal.aborted).toBe(true);
    await rest(studio);
    await rest(studio);
    expect(studio.services.sam.prefetches.map(({ imageKey }) => imageKey)).toEqual([
      imageIdOf(2),
      imageIdOf(2),
    ]);
  });

  it('lets finish what has been going on for longer', async () => {
    const studio = await openStudio(fourImages);
    await rest(studio);
    studio.services.elapse(1200);
    studio.click(1, 1);
    await settled();
    expect(studio.services.sam.prefetches[0]?.signal.aborted).toBe(false);
  });

  it('ends at once when the person turns to another image', async () => {
    const studio = await openStudio(fourImages);
    await rest(studio);
    void openImage(studio.services, imageIdOf(4));
    await settled();
    expect(studio.services.sam.prefetches[0]?.signal.aborted).toBe(true);
  });

  it('does nothing when it is switched off or the battery is low', async () => {
    const studio = await openStudio(fourImages);
    setPrefetch(studio.services.stores.settings, false);
    await rest(studio);
    expect(studio.services.sam.prefetches).toHaveLength(0);
    setPrefetch(studio.services.stores.settings, true);
    studio.services.power.isLow = async () => true;
    await rest(studio);
    expect(studio.services.sam.prefetches).toHaveLength(0);
  });

  it('leaves an image that cannot be encoded to whoever opens it', async () => {
    const studio = await openStudio(fourImages);
    await rest(studio);
    studio.services.sam.prefetches[0]?.fail({ code: 'inference/out-of-memory' });
    await settled();
    await rest(studio);
    expect(studio.services.sam.prefetches.map(({ imageKey }) => imageKey)).toEqual([
      imageIdOf(2),
      imageIdOf(3),
    ]);
    expect(studio.notices()).toEqual([]);
  });
});

async function rest({ services }: Studio): Promise<void> {
  services.elapse(2000);
  await settled();
}

async function restAndAnswer(studio: Studio, count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    await rest(studio);
    studio.services.sam.prefetches.at(-1)?.answer();
    await settled();
  }
}
