import { describe, expect, it } from 'vitest';
import type { HandTool } from '#core/annotation/provenance.ts';
import { rectangleRing } from '#core/polygon/shapes.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import { selectAnnotation, setActiveCategory } from '#store/sessionStore.ts';
import type { DrawMode } from '#store/toolOptionsStore.ts';
import { settled } from '#testing/fakes.ts';
import { openStudio, type Studio } from '#testing/openStudio.ts';
import { annotationRecord, categoryRecord, testTime } from '#testing/records.ts';
import { undo } from '../undo.ts';
import { drawObject, dropDrawn, keepDrawn, type Drawing } from './drawObject.ts';

const size = { width: 8, height: 6 };
const quotaExceeded = { code: 'storage/quota-exceeded' } as const;

describe('a new shape', () => {
  it('becomes an object of the active category, selected and said aloud', async () => {
    const studio = await openStudio();
    const drawing = box([1, 1, 4, 3], 'new', 'rectangle');
    await drawObject(studio.services, drawing);
    const [object] = studio.shown();
    expect(object).toEqual({
      id: expect.any(String),
      imageId: 'image-1',
      categoryId: 'category-1',
      mask: drawing.mask,
      polygon: drawing.polygon,
      name: '',
      color: null,
      isHidden: false,
      order: 1,
      createdAt: testTime,
      provenance: { tool: 'rectangle' },
    });
    const { session, announce } = studio.services.stores;
    expect(session.getState()).toMatchObject({ drawn: null, selectedIds: [object?.id] });
    expect(announce.getState().newest).toEqual({
      about: 'mask',
      objectName: 'Category 1',
      share: 12 / 48,
      predictedIou: null,
    });
    await undo(studio.services);
    expect(studio.shown()).toEqual([]);
  });

  it('waits for a category where there is none', async () => {
    const studio = await openStudio();
    const { session } = studio.services.stores;
    setActiveCategory(session, null);
    await drawObject(studio.services, box([1, 1, 4, 3]));
    expect(session.getState().isCategoryPickerOpen).toBe(true);
    expect(studio.shown()).toEqual([]);
    setActiveCategory(session, categoryRecord(1).id);
    await keepDrawn(studio.services);
    expect(studio.shown()).toHaveLength(1);
    setActiveCategory(session, null);
    await drawObject(studio.services, box([1, 1, 4, 3]));
    dropDrawn(studio.services);
    await keepDrawn(studio.services);
    expect(studio.shown()).toHaveLength(1);
  });

  it('without a pixel is refused with a word', async () => {
    const studio = await openStudio();
    await drawObject(studio.services, box([9, 9, 2, 2]));
    expect(studio.shown()).toEqual([]);
    expect(studio.notices()).toEqual([{ about: 'emptyShape' }]);
  });

  it('that cannot be stored is told and not shown', async () => {
    const studio = await openStudio();
    studio.services.storage.failNextCommit(quotaExceeded);
    await drawObject(studio.services, box([1, 1, 4, 3]));
    expect(studio.shown()).toEqual([]);
    expect(studio.notices()).toEqual([{ about: 'failure', failure: quotaExceeded }]);
  });
});

describe('a second stroke of the brush', () => {
  it('joins the first one, even while that is on its way to disk', async () => {
    const studio = await openStudio();
    const release = studio.services.storage.holdCommits();
    const first = drawObject(studio.services, box([0, 0, 2, 2], 'new', 'brush'));
    await settled();
    const second = drawObject(studio.services, box([4, 0, 2, 2], 'new', 'brush'));
    await settled();
    release();
    await Promise.all([first, second]);
    expect(studio.shown().map(({ mask }) => areaOfCounts(mask.counts))).toEqual([8]);
  });
});

describe('a shape that is added or taken away', () => {
  it('keeps the rings where it can', async () => {
    const studio = await openStudioWith(box([0, 0, 4, 4]));
    await drawObject(studio.services, box([1, 1, 2, 2], 'subtract'));
    await drawObject(studio.services, box([6, 0, 2, 4], 'add'));
    const [object] = studio.shown();
    expect(object?.polygon?.rings).toHaveLength(3);
    expect(object && areaOfCounts(object.mask.counts)).toBe(16 - 4 + 8);
    expect(object?.provenance).toEqual({ tool: 'polygon' });
  });

  it('makes a mask of rings that it crosses', async () => {
    const studio = await openStudioWith(box([0, 0, 4, 4]));
    await drawObject(studio.services, box([2, 2, 4, 2], 'add'));
    const [object] = studio.shown();
    expect(object?.polygon).toBeNull();
    expect(object && areaOfCounts(object.mask.counts)).toBe(16 + 4);
    await undo(studio.services);
    expect(studio.shown()[0]?.polygon?.rings).toHaveLength(1);
  });

  it('marks the mask of a model as reworked', async () => {
    const { mask } = box([0, 0, 4, 4]);
    const studio = await openStudio({ annotations: [annotationRecord(1, { mask })] });
    selectAnnotation(studio.services.stores.session, annotationRecord(1).id);
    await drawObject(studio.services, box([0, 0, 1, 4], 'subtract'));
    const [object] = studio.shown();
    expect(object?.provenance).toMatchObject({ tool: 'sam', isReworked: true });
    expect(object).not.toHaveProperty('polygon');
  });

  it('that changes no pixel is no step, and is said aloud', async () => {
    const studio = await openStudioWith(box([0, 0, 4, 4]));
    const { askedChanges } = studio.services.storage;
    const before = askedChanges.length;
    await drawObject(studio.services, box([5, 0, 2, 2], 'subtract'));
    expect(askedChanges).toHaveLength(before);
    const { announce } = studio.services.stores;
    expect(announce.getState().newest).toEqual({ about: 'unchanged' });
  });

  it('never empties the object', async () => {
    const studio = await openStudioWith(box([0, 0, 4, 4]));
    await drawObject(studio.services, box([0, 0, 8, 6], 'subtract'));
    expect(studio.shown()[0]?.mask).toEqual(box([0, 0, 4, 4]).mask);
    expect(studio.notices()).toEqual([{ about: 'nothingLeft' }]);
  });

  it('leaves a locked object alone', async () => {
    const locked = annotationRecord(1, { isLocked: true });
    const studio = await openStudio({ annotations: [locked] });
    selectAnnotation(studio.services.stores.session, locked.id);
    await drawObject(studio.services, box([0, 0, 8, 3], 'add'));
    expect(studio.shown()).toEqual([locked]);
    expect(studio.notices()).toEqual([{ about: 'objectLocked' }]);
  });

  it('asks for an object when none is selected', async () => {
    const studio = await openStudio();
    await drawObject(studio.services, box([0, 0, 4, 4], 'add'));
    expect(studio.notices()).toEqual([{ about: 'nothingSelected' }]);
  });
});

async function openStudioWith(drawing: Drawing): Promise<Studio> {
  const studio = await openStudio();
  await drawObject(studio.services, drawing);
  return studio;
}

function box(
  [x = 0, y = 0, width = 0, height = 0]: readonly number[],
  mode: DrawMode = 'new',
  tool: HandTool = 'polygon',
): Drawing {
  const polygon = { rings: [rectangleRing({ x, y, width, height })] };
  return { mask: rasterizePolygon(polygon, size), polygon, tool, mode };
}

function areaOfCounts(counts: Uint32Array): number {
  return counts.reduce((sum, run, i) => sum + (i % 2 === 1 ? run : 0), 0);
}
