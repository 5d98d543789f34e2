import { describe, expect, it } from 'vitest';
import type { Annotation } from '#core/annotation/annotation.ts';
import { decodeRle } from '#core/mask/codec.ts';
import type { Rle } from '#core/mask/rle.ts';
import type { OverlapPolicy } from '#core/project/overlapPolicy.ts';
import { rememberChoice, type OverlapChoice } from '#store/objectsStore.ts';
import { selectAnnotations } from '#store/sessionStore.ts';
import { drawnMask } from '#testing/drawnMask.ts';
import { settled } from '#testing/fakes.ts';
import { imageIdOf, openStudio, type Studio } from '#testing/openStudio.ts';
import { annotationRecord, testProject } from '#testing/records.ts';
import { drawObject } from '../draw/drawObject.ts';
import { undo } from '../undo.ts';
import { closeGapsBetween } from './closeGaps.ts';
import { moveObjects } from './moveObjects.ts';
import { setOverlapPolicy, setPartition } from './partitionMode.ts';
import { propagateObjects } from './propagateObjects.ts';

function mask(...rows: readonly string[]): Rle {
  const padded = [...rows, '', '', '', '', '', ''].slice(0, 6).map((row) => row.padEnd(8, '.'));
  return drawnMask(...padded);
}

const old = annotationRecord(1, { mask: mask('###', '###') });
const drawing = {
  mask: mask('..###', '..###'),
  polygon: null,
  tool: 'brush',
  mode: 'new',
} as const;

async function studioUnder(
  policy: OverlapPolicy,
  annotations: readonly Annotation[] = [old],
): Promise<Studio> {
  const studio = await openStudio({ annotations });
  await setOverlapPolicy(studio.services, policy);
  return studio;
}

function masksOf(studio: Studio): readonly Rle[] {
  return studio.shown().map((each) => each.mask);
}

async function answer({ services }: Studio, choice: OverlapChoice | null): Promise<void> {
  await settled();
  services.stores.objects.getState().question?.answer(choice);
  await settled();
}

describe('the overlap policy', () => {
  it('lets both keep what they share unless it says otherwise', async () => {
    const studio = await openStudio({ annotations: [old] });
    await drawObject(studio.services, drawing);
    expect(masksOf(studio)).toEqual([old.mask, drawing.mask]);
  });

  it('gives it to what is drawn, or leaves it where it is', async () => {
    const newWins = await studioUnder('newWins');
    await drawObject(newWins.services, drawing);
    expect(masksOf(newWins)).toEqual([mask('##', '##'), drawing.mask]);
    const oldWins = await studioUnder('oldWins');
    await drawObject(oldWins.services, drawing);
    expect(masksOf(oldWins)).toEqual([old.mask, mask('...##', '...##')]);
  });

  it('deletes what is covered altogether in the same step, and says so', async () => {
    const studio = await studioUnder('newWins', [annotationRecord(1, { mask: mask('...#') })]);
    await drawObject(studio.services, drawing);
    expect(masksOf(studio)).toEqual([drawing.mask]);
    expect(studio.notices()).toEqual([{ about: 'covered', objectCount: 1 }]);
    await undo(studio.services);
    expect(masksOf(studio)).toEqual([mask('...#')]);
  });

  it('refuses what others have altogether', async () => {
    const studio = await studioUnder('oldWins', [
      annotationRecord(1, { mask: mask('########', '########') }),
    ]);
    await drawObject(studio.services, drawing);
    expect(studio.shown()).toHaveLength(1);
    expect(studio.notices()).toEqual([{ about: 'allTaken' }]);
  });

  it('asks, names whom it is about, and does as it is told', async () => {
    const studio = await studioUnder('ask');
    const drawn = drawObject(studio.services, drawing);
    await settled();
    const { question } = studio.services.stores.objects.getState();
    expect(question?.overlaps).toEqual([{ annotation: old, areaPx: 2 }]);
    await answer(studio, 'newWins');
    await drawn;
    expect(masksOf(studio)).toEqual([mask('##', '##'), drawing.mask]);
  });

  it('calls the edit off when nobody answers', async () => {
    const studio = await studioUnder('ask');
    const drawn = drawObject(studio.services, drawing);
    await answer(studio, null);
    await drawn;
    expect(studio.shown()).toEqual([old]);
  });

  it('asks no more once the answer is remembered', async () => {
    const studio = await studioUnder('ask');
    rememberChoice(studio.services.stores.objects, {
      projectId: testProject.id,
      choice: 'oldWins',
    });
    await drawObject(studio.services, drawing);
    expect(masksOf(studio)).toEqual([old.mask, mask('...##', '...##')]);
  });

  it('holds for moves, and on images that are not open', async () => {
    const other = annotationRecord(2, { mask: mask('', '', '###') });
    const there = annotationRecord(3, { mask: mask('', '', '#'), imageId: imageIdOf(2) });
    const studio = await studioUnder('newWins', [old, other, there]);
    selectAnnotations(studio.services.stores.session, [other.id]);
    await moveObjects(studio.services, 0, -1);
    expect(masksOf(studio)).toEqual([mask('###'), mask('', '###')]);
    await moveObjects(studio.services, 0, 1);
    await propagateObjects(studio.services, 1);
    const onTwo = await studio.services.storage.annotationsOf(testProject.id, imageIdOf(2));
    expect(onTwo.map((each) => each.mask)).toEqual([mask('', '', '###')]);
  });
});

describe('shared borders', () => {
  const crossing = annotationRecord(2, { mask: mask('..###', '..###') });
  const far = annotationRecord(3, { mask: mask('......##', '......##') });

  it('clear the overlaps of all images as one step', async () => {
    const hidden = [
      annotationRecord(4, { imageId: imageIdOf(2), mask: mask('##') }),
      annotationRecord(5, { imageId: imageIdOf(2), mask: mask('##'), order: 9 }),
    ];
    const studio = await openStudio({ annotations: [old, crossing, ...hidden] });
    await setPartition(studio.services, true);
    expect(masksOf(studio)).toEqual([mask('##', '##'), crossing.mask]);
    const onTwo = await studio.services.storage.annotationsOf(testProject.id, imageIdOf(2));
    expect(onTwo.map(({ id }) => id)).toEqual([hidden[1]?.id]);
    expect(studio.notices()).toEqual([{ about: 'covered', objectCount: 1 }]);
    await undo(studio.services);
    const { document } = studio.services.stores.document.getState();
    expect(document?.project.isPartition ?? false).toBe(false);
    expect(studio.shown()).toEqual([old, crossing]);
  });

  it('move with an edit of one object, and each pixel keeps one label', async () => {
    const studio = await openStudio({ annotations: [old, crossing, far] });
    await setPartition(studio.services, true);
    await closeGapsBetween(studio.services, 2);
    expect(masksOf(studio)[1]).toEqual(mask('..####', '..####'));
    selectAnnotations(studio.services.stores.session, [far.id]);
    await moveObjects(studio.services, -3, 0);
    const all = masksOf(studio).map((each) => decodeRle(each).pixels);
    for (let i = 0; i < 48; i += 1) {
      expect(all.filter((pixels) => pixels[i] === 1).length).toBeLessThanOrEqual(1);
    }
    expect(masksOf(studio)[2]).toEqual(mask('...##', '...##'));
  });
});
