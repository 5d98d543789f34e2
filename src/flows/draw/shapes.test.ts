import { describe, expect, it } from 'vitest';
import type { Annotation } from '#core/annotation/annotation.ts';
import { ringsOf } from '#core/annotation/ringsOf.ts';
import { combineMasks } from '#core/mask/combine.ts';
import { pointCountOf, type Polygon } from '#core/polygon/polygon.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import { selectAnnotation, selectAnnotations } from '#store/sessionStore.ts';
import { drawnMask } from '#testing/drawnMask.ts';
import { openStudio } from '#testing/openStudio.ts';
import { annotationRecord } from '#testing/records.ts';
import { undo } from '../undo.ts';
import { objectToMask, objectToPolygon } from './convertObject.ts';
import { reshapeObject } from './reshapeObject.ts';
import { applySimplify, beginSimplify, measureLoss, setDetail } from './simplifyObject.ts';
import { sliceObject } from './sliceObject.ts';

const size = { width: 8, height: 6 };
const bar = drawnMask('........', '.######.', '.######.', '.######.', '........', '........');
const across = [
  { x: 4, y: -1 },
  { x: 4, y: 7 },
];
const polygon: Polygon = { rings: [{ points: Float64Array.of(1, 1, 7, 1, 7, 4, 1, 4) }] };

describe('slicing', () => {
  it('leaves the object as one piece and makes the other one like it, undone as one', async () => {
    const before = object(1, { name: 'left', polygon, attributes: { occluded: true } });
    const studio = await openStudio({ annotations: [before] });
    const { session } = studio.services.stores;
    selectAnnotation(session, before.id);
    await sliceObject(studio.services, across);
    const [first, second] = studio.shown();
    expect(studio.shown()).toHaveLength(2);
    expect(first).toMatchObject({ id: before.id, polygon: null, provenance: { isReworked: true } });
    expect(second).toMatchObject({ name: 'left', attributes: { occluded: true }, order: 2 });
    expect(first && second && combineMasks(first.mask, second.mask, 'union')).toEqual(bar);
    expect(session.getState().selectedIds).toEqual([second?.id, first?.id]);
    expect(countOf(studio)).toBe(2);
    await undo(studio.services);
    expect(studio.shown()).toEqual([before]);
    expect(countOf(studio)).toBe(1);
  });

  it('cuts the topmost object that the line divides when none is selected', async () => {
    const below = object(1);
    const above = object(2);
    const beside = object(3, { mask: drawnMask('#.......', ...Array<string>(5).fill('........')) });
    const studio = await openStudio({ annotations: [below, above, beside] });
    selectAnnotations(studio.services.stores.session, []);
    await sliceObject(studio.services, across);
    expect(studio.shown().map(({ id }) => id)).toEqual([below.id, above.id, beside.id, 'id-1']);
    expect(studio.shown()[0]).toEqual(below);
  });

  it('tells that a line divides nothing, and does nothing', async () => {
    const studio = await openStudio({ annotations: [object(1)] });
    const ending = [
      { x: 4, y: -1 },
      { x: 4, y: 2 },
    ];
    for (const line of [ending, across.slice(0, 1), [{ x: NaN, y: 0 }, ...across.slice(0, 1)]]) {
      await sliceObject(studio.services, line);
    }
    expect(studio.shown()).toEqual([object(1)]);
    expect(studio.notices().map(({ about }) => about)).toContain('dividesNothing');
  });

  it('leaves a locked object alone, with a word', async () => {
    const locked = object(1, { isLocked: true });
    const studio = await openStudio({ annotations: [locked] });
    await sliceObject(studio.services, across);
    expect(studio.shown()).toEqual([locked]);
    expect(studio.notices()).toEqual([{ about: 'objectLocked' }]);
  });
});

describe('new rings', () => {
  const wider: Polygon = { rings: [{ points: Float64Array.of(0, 1, 7, 1, 7, 4, 0, 4) }] };
  const reshaped = {
    annotationId: object(1).id,
    polygon: wider,
    mask: rasterizePolygon(wider, size),
  };

  it('are the master of the object, by reference, as one named step', async () => {
    const studio = await openStudio({ annotations: [object(1)] });
    await reshapeObject(studio.services, reshaped);
    expect(studio.shown()[0]?.polygon).toBe(wider);
    expect(studio.shown()[0]?.mask).toEqual(reshaped.mask);
    expect(studio.services.storage.askedChanges.at(-1)?.name).toBe('reshapeObject');
  });

  it('are refused where they may not be stored, and for a locked object', async () => {
    const locked = object(2, { isLocked: true });
    const studio = await openStudio({ annotations: [object(1), locked] });
    const outside: Polygon = { rings: [{ points: Float64Array.of(0, 0, 9, 0, 9, 9) }] };
    const empty = { size, counts: Uint32Array.of(48) };
    await reshapeObject(studio.services, { ...reshaped, polygon: outside });
    await reshapeObject(studio.services, { ...reshaped, mask: empty });
    await reshapeObject(studio.services, { ...reshaped, annotationId: locked.id });
    expect(studio.shown()).toEqual([object(1), locked]);
    expect(studio.notices().map(({ about }) => about)).toContain('objectLocked');
  });
});

describe('conversion', () => {
  it('between mask and polygon changes no pixel either way', async () => {
    const stairs = drawnMask(
      '........',
      '.##..#..',
      '.####.#.',
      '.#.###..',
      '...##...',
      '........',
    );
    const studio = await openStudio({ annotations: [object(1, { mask: stairs })] });
    const { id } = object(1);
    await objectToPolygon(studio.services, id);
    const [asPolygon] = studio.shown();
    expect(asPolygon?.polygon && rasterizePolygon(asPolygon.polygon, size)).toEqual(stairs);
    await objectToMask(studio.services, id);
    expect(studio.shown()[0]).toMatchObject({ polygon: null, mask: stairs });
    await objectToMask(studio.services, id); // it is one
    expect(studio.services.storage.askedChanges).toHaveLength(2);
  });
});

describe('the slider of detail', () => {
  const stairs = drawnMask('#.......', '##......', '####....', '#####...', '#######.', '########');

  it('shows fewer points and what they lose, and makes them the master', async () => {
    const studio = await openStudio({ annotations: [object(1, { mask: stairs })] });
    const { services } = studio;
    const { session } = services.stores;
    beginSimplify(services, object(1).id);
    expect(session.getState().simplifying).toMatchObject({ fraction: 1, loss: 0 });
    setDetail(services, 0);
    expect(session.getState().simplifying?.loss).toBeNull();
    measureLoss(services, polygon); // of another detail
    const shown = session.getState().simplifying;
    expect(shown?.loss).toBeNull();
    measureLoss(services, shown?.polygon ?? polygon);
    const simple = session.getState().simplifying;
    expect(simple?.loss).toBeGreaterThan(0);
    expect(simple && pointCountOf(simple.polygon)).toBe(3);
    await applySimplify(services);
    const [after] = studio.shown();
    expect(after?.polygon).toBe(simple?.polygon);
    expect(after?.polygon && rasterizePolygon(after.polygon, size)).toEqual(after?.mask);
    expect(session.getState().simplifying).toBeNull();
  });

  it('leaves an object alone that was changed meanwhile, and says so', async () => {
    const studio = await openStudio({ annotations: [object(1, { mask: stairs })] });
    const { services } = studio;
    beginSimplify(services, object(1).id);
    setDetail(services, 0.2);
    await reshapeObject(services, { annotationId: object(1).id, polygon, mask: bar });
    await applySimplify(services);
    expect(studio.shown()[0]?.polygon).toBe(polygon);
    expect(studio.notices()).toEqual([{ about: 'changedWhileSimplified' }]);
  });

  it('is not for locked objects', async () => {
    const studio = await openStudio({ annotations: [object(1, { isLocked: true })] });
    beginSimplify(studio.services, object(1).id);
    expect(studio.services.stores.session.getState().simplifying).toBeNull();
    expect(studio.notices()).toEqual([{ about: 'objectLocked' }]);
  });
});

it('has the same rings for the same mask, so that points keep their places', () => {
  expect(ringsOf(object(1))).toBe(ringsOf(object(1)));
});

/** A bar of 6 × 3 pixels. */
function object(number: number, patch: Partial<Annotation> = {}): Annotation {
  return annotationRecord(number, { mask: bar, ...patch });
}

function countOf(studio: Awaited<ReturnType<typeof openStudio>>): number | undefined {
  const { document } = studio.services.stores.document.getState();
  return Object.values(document?.images.get(object(1).imageId)?.categoryCounts ?? {})[0];
}
