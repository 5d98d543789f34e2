import { describe, expect, it } from 'vitest';
import { createCategory } from '#flows/editCategories.ts';
import { openStudio } from '#testing/openStudio.ts';
import { settled } from '#testing/fakes.ts';
import { watchSpace } from './watchSpace.ts';

const ample = { usedBytes: 10 ** 9, quotaBytes: 10 ** 11, isPersisted: false };

describe('watchSpace', () => {
  it('asks the browser to keep everything at the first change, once', async () => {
    const { services } = await openStudio();
    watchSpace(services);
    await settled();
    expect(services.storage.persistCount()).toBe(0);
    await createCategory(services, 'car');
    await createCategory(services, 'tree');
    await settled();
    expect(services.storage.persistCount()).toBe(1);
  });

  it('does not ask for what was promised already', async () => {
    const { services } = await openStudio();
    services.storage.setSpace({ ...ample, isPersisted: true });
    watchSpace(services);
    await createCategory(services, 'car');
    await settled();
    expect(services.storage.persistCount()).toBe(0);
  });

  it('warns once when less than a tenth or 500 MiB are left', async () => {
    const { services, notices } = await openStudio();
    services.storage.setSpace(ample);
    watchSpace(services);
    await settled();
    expect(notices()).toEqual([]);
    services.storage.setSpace({ ...ample, usedBytes: 0.91 * ample.quotaBytes });
    for (const name of ['car', 'tree', 'bird']) {
      services.elapse(60_000);
      await createCategory(services, name);
      await settled();
    }
    expect(notices()).toEqual([{ about: 'spaceLow', leftBytes: expect.closeTo(9 * 10 ** 9, -3) }]);
  });
});
