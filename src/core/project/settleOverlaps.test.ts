import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masksOf, sizes } from '#testing/arbitraries.ts';
import { drawnMask } from '#testing/drawnMask.ts';
import { annotationRecord, imageRecord } from '#testing/records.ts';
import type { Annotation } from '../annotation/annotation.ts';
import type { ImageId } from '../annotation/ids.ts';
import { decodeRle, encodeMask } from '../mask/codec.ts';
import type { Rle } from '../mask/rle.ts';
import type { Change } from './change.ts';
import { editObjects, type ObjectEdit } from './objectEdits.ts';
import type { ImageSummary } from './project.ts';
import { gainedOverlaps, settleOverlaps } from './settleOverlaps.ts';

const imageId = imageRecord(1).id;

function object(number: number, mask: Rle, patch: Partial<Annotation> = {}): Annotation {
  return annotationRecord(number, { mask, ...patch });
}

function groundOf(objects: readonly Annotation[]) {
  const categoryCounts = objects.length > 0 ? { 'category-1': objects.length } : {};
  const images = new Map<ImageId, ImageSummary>([[imageId, imageRecord(1, { categoryCounts })]]);
  return { images, objects };
}

function changeOf(objects: readonly Annotation[], ...edits: readonly ObjectEdit[]): Change {
  const change = editObjects(groundOf(objects).images, 'drawObject', edits);
  if (!change) throw new Error('nothing to do');
  return change;
}

/** What is on the image after a change. */
function after(objects: readonly Annotation[], change: Change | undefined): readonly Annotation[] {
  const left = new Map(objects.map((each) => [each.id, each]));
  for (const edit of change?.edits ?? []) {
    if (edit.kind !== 'annotation') continue;
    if (edit.after) left.set(edit.after.id, edit.after);
    else if (edit.before) left.delete(edit.before.id);
  }
  return [...left.values()];
}

const old = object(1, drawnMask('##..', '##..'));
const drawn = object(9, drawnMask('.##.', '.##.'));
const draw = { before: null, after: drawn };

describe('settleOverlaps', () => {
  it('cuts the old one where the new one wins', () => {
    const settled = settleOverlaps(changeOf([old], draw), groundOf([old]), 'newWins');
    expect(after([old], settled?.change).map(({ mask }) => mask)).toEqual([
      drawnMask('#...', '#...'),
      drawn.mask,
    ]);
  });

  it('cuts the new one where the old one wins', () => {
    const settled = settleOverlaps(changeOf([old], draw), groundOf([old]), 'oldWins');
    expect(after([old], settled?.change).map(({ mask }) => mask)).toEqual([
      old.mask,
      drawnMask('..#.', '..#.'),
    ]);
  });

  it('deletes an old object of which nothing is left, says so, and counts it out', () => {
    const small = object(1, drawnMask('.#..', '....'));
    const settled = settleOverlaps(changeOf([small], draw), groundOf([small]), 'newWins');
    expect(settled?.coveredCount).toBe(1);
    expect(after([small], settled?.change)).toEqual([drawn]);
    const image = settled?.change.edits.find(({ kind }) => kind === 'image');
    expect(image?.after).toMatchObject({ categoryCounts: { 'category-1': 1 } });
  });

  it('refuses a change of which nothing is left', () => {
    const large = object(1, drawnMask('####', '####'));
    expect(settleOverlaps(changeOf([large], draw), groundOf([large]), 'oldWins')).toBeNull();
  });

  it('never alters a locked object', () => {
    const locked = { ...old, isLocked: true };
    for (const rule of ['newWins', 'oldWins', 'partition'] as const) {
      const settled = settleOverlaps(changeOf([locked], draw), groundOf([locked]), rule);
      expect(after([locked], settled?.change)).toEqual([
        locked,
        { ...drawn, mask: drawnMask('..#.', '..#.'), provenance: expect.anything() },
      ]);
    }
  });

  it('moves the border that two objects share', () => {
    const left = object(1, drawnMask('##..', '##..'));
    const right = object(2, drawnMask('..##', '..##'));
    const shrunk = { before: left, after: { ...left, mask: drawnMask('#...', '#...') } };
    const objects = [left, right];
    const settled = settleOverlaps(changeOf(objects, shrunk), groundOf(objects), 'partition');
    expect(after(objects, settled?.change).map(({ mask }) => mask)).toEqual([
      drawnMask('#...', '#...'),
      drawnMask('.###', '.###'),
    ]);
  });

  it('keeps what a change says of the project and of images', () => {
    const status: Change['edits'][number] = {
      kind: 'image',
      before: imageRecord(1),
      after: imageRecord(1, { status: 'done' }),
    };
    const change = {
      ...changeOf([old], draw),
      edits: [...changeOf([old], draw).edits.slice(0, 1), status],
    };
    const settled = settleOverlaps(change, groundOf([old]), 'newWins');
    expect(settled?.change.edits.find(({ kind }) => kind === 'image')?.after).toMatchObject({
      status: 'done',
      categoryCounts: { 'category-1': 2 },
    });
  });
});

describe('gainedOverlaps', () => {
  it('counts only what an edit covers anew', () => {
    const grown = { before: drawn, after: { ...drawn, mask: drawnMask('###.', '.##.') } };
    expect(gainedOverlaps(changeOf([old, drawn], grown), [old, drawn])).toEqual([
      { annotation: old, areaPx: 1 },
    ]);
  });
});

describe('properties', () => {
  const scenes = sizes(7).chain((size) =>
    fc.record({
      before: masksOf(size),
      after: masksOf(size),
      others: fc.array(fc.record({ mask: masksOf(size), isLocked: fc.boolean() }), {
        maxLength: 4,
      }),
      isNew: fc.boolean(),
    }),
  );
  type Scene = typeof scenes extends fc.Arbitrary<infer Value> ? Value : never;

  function built(scene: Scene) {
    const others = scene.others
      .map(({ mask, isLocked }, i) => object(i + 1, encodeMask(mask), { isLocked }))
      .filter(({ mask }) => mask.counts.length > 1);
    const edited = object(9, encodeMask(scene.before));
    const next = { ...edited, mask: encodeMask(scene.after) };
    const objects = scene.isNew ? others : [...others, edited];
    const edit = { before: scene.isNew ? null : edited, after: next };
    return { objects, others, edited, change: changeOf(objects, edit) };
  }

  const pixelsOf = ({ mask }: Annotation) => decodeRle(mask).pixels;

  it('nobody shares a pixel that was not shared before, and only pixels in dispute are lost', () => {
    fc.assert(
      fc.property(scenes, fc.constantFrom('newWins', 'oldWins'), (scene, rule) => {
        const { objects, others, edited, change } = built(scene);
        const settled = settleOverlaps(change, groundOf(objects), rule);
        const now = after(objects, settled?.change);
        const mine = now.find(({ id }) => id === edited.id);
        for (const [i, wished] of scene.after.pixels.entries()) {
          const wasMine = !scene.isNew && scene.before.pixels[i] === 1;
          const isMine = mine ? pixelsOf(mine)[i] === 1 : false;
          for (const other of others) {
            const hadIt = pixelsOf(other)[i] === 1;
            const left = now.find(({ id }) => id === other.id);
            const hasIt = left ? pixelsOf(left)[i] === 1 : false;
            if (settled && isMine && hasIt) expect(wasMine).toBe(true);
            if (hadIt && !hasIt) expect(isMine && other.isLocked !== true).toBe(true);
            if (!hadIt) expect(hasIt).toBe(false);
          }
          const isDisputed = others.some((other) => pixelsOf(other)[i] === 1);
          if (settled && wished === 1 && !isDisputed) expect(isMine).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('a partition stays one, whatever is done to one of its objects', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const { others: rough, edited } = built(scene);
        const taken = new Uint8Array(scene.before.pixels.length);
        const parted = [...rough, ...(scene.isNew ? [] : [edited])].flatMap((each) => {
          const pixels = pixelsOf(each).map((value, i) => (taken[i] === 1 ? 0 : value));
          for (const [i, value] of pixels.entries()) if (value === 1) taken[i] = 1;
          return pixels.includes(1)
            ? [{ ...each, mask: encodeMask({ size: each.mask.size, pixels }) }]
            : [];
        });
        const before = parted.find(({ id }) => id === edited.id) ?? null;
        const next = { ...edited, mask: encodeMask(scene.after) };
        const change = changeOf(parted, { before, after: next });
        const settled = settleOverlaps(change, groundOf(parted), 'partition');
        const now = after(parted, settled?.change);
        for (const i of taken.keys()) {
          expect(now.filter((each) => pixelsOf(each)[i] === 1).length).toBeLessThanOrEqual(1);
        }
        for (const each of parted) {
          if (each.isLocked === true && each !== before) expect(now).toContain(each);
        }
      }),
      { numRuns: 400 },
    );
  });
});
