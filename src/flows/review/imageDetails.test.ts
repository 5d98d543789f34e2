import { beforeEach, describe, expect, it } from 'vitest';
import type { SplitPlan } from '#core/project/split.ts';
import { setDisplayName } from '#store/settingsStore.ts';
import { imageIdOf, openStudio, type Studio } from '#testing/openStudio.ts';
import { imageRecord, testTime } from '#testing/records.ts';
import { commitEdit } from '../commitEdit.ts';
import { undo } from '../undo.ts';
import { moveToSplit, retagImage } from './imageDetails.ts';
import { historyOf } from './imageHistory.ts';
import { setImageStatus } from './imageStatus.ts';

const id = imageIdOf(1);

let studio: Studio;

beforeEach(async () => {
  studio = await openStudio({ images: [imageRecord(1, { tags: ['day', 'wet'] })] });
});

function image() {
  return studio.services.stores.document.getState().document?.images.get(id);
}

async function planSplit(lockedAt: number | null): Promise<void> {
  const splitPlan: SplitPlan = {
    seed: 1,
    ratios: { train: 1, val: 0, test: 0 },
    grouping: 'none',
    madeAt: testTime,
    lockedAt,
  };
  await commitEdit(studio.services, ({ project }) => ({
    name: 'divideImages',
    edits: [{ kind: 'project', before: project, after: { ...project, splitPlan } }],
  }));
}

describe('retagImage', () => {
  it('keeps what two quick steps add, one after the other', async () => {
    await Promise.all([
      retagImage(studio.services, id, { added: ['night'], removed: ['day'] }),
      retagImage(studio.services, id, { added: ['blurred'], removed: [] }),
    ]);
    expect(image()?.tags).toEqual(['blurred', 'night', 'wet']);
  });
});

describe('moveToSplit', () => {
  it('moves the image as long as the split is not locked', async () => {
    await planSplit(null);
    await moveToSplit(studio.services, id, 'val');
    expect(image()?.split).toBe('val');
  });

  it('is refused with a message while it is', async () => {
    await planSplit(testTime);
    await moveToSplit(studio.services, id, 'val');
    expect(image()?.split).toBeNull();
    expect(studio.notices()).toEqual([{ about: 'failure', failure: { code: 'split/locked' } }]);
  });
});

describe('historyOf', () => {
  it('tells the newest steps first, who took them and the status that they set', async () => {
    setDisplayName(studio.services.stores.settings, 'Ana');
    await retagImage(studio.services, id, { added: ['night'], removed: [] });
    await setImageStatus(studio.services, id, 'done');
    await undo(studio.services);
    const stamp = { by: 'Ana', at: testTime };
    expect(await historyOf(studio.services, id, 2)).toEqual([
      { seq: 3, name: 'setStatus', verb: 'undid', status: 'new', stamp },
      { seq: 2, name: 'setStatus', verb: 'did', status: 'done', stamp },
    ]);
  });
});
