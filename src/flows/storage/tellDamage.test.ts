import { describe, expect, it } from 'vitest';
import type { SetAside } from '#core/project/setAside.ts';
import { openStudio } from '#testing/openStudio.ts';
import { tellDamage } from './tellDamage.ts';

describe('tellDamage', () => {
  it('passes on which records were set aside', async () => {
    const { services, notices } = await openStudio();
    tellDamage(services);
    const found: readonly SetAside[] = [{ kind: 'annotation', name: 'photo.jpg', isRebuilt: true }];
    services.storage.reportDamage(found);
    expect(notices()).toEqual([{ about: 'setAside', found }]);
  });
});
