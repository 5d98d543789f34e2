import { describe, expect, it } from 'vitest';
import type { SetAside } from '#core/project/setAside.ts';
import { settled } from '#testing/fakes.ts';
import { openStudio } from '#testing/openStudio.ts';
import { tellDamage } from './tellDamage.ts';

const object: SetAside = { kind: 'annotation', name: 'photo.jpg', isRebuilt: true };
const model: SetAside = { kind: 'ownModel', name: '', isRebuilt: false };

describe('tellDamage', () => {
  it('tells at once of what is found at about the same time', async () => {
    const { services, notices } = await openStudio();
    tellDamage(services);
    services.storage.reportDamage([object]);
    services.storage.reportDamage([model]);
    services.elapse(1000);
    await settled();
    expect(notices()).toEqual([{ about: 'setAside', found: [object, model] }]);
    services.storage.reportDamage([model]);
    services.elapse(1000);
    await settled();
    expect(notices().at(-1)).toEqual({ about: 'setAside', found: [model] });
  });
});
