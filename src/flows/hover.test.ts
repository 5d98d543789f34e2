import { describe, expect, it } from 'vitest';
import { setHoverMode } from '#store/settingsStore.ts';
import { rearmPreview } from '#store/hoverStore.ts';
import { setSettingsSection } from '#store/sessionStore.ts';
import { settled } from '#testing/fakes.ts';
import { answerMarked } from '#testing/fakeSam.ts';
import { openStudio, type Studio } from '#testing/openStudio.ts';
import { chooseTool } from './chooseTool.ts';
import { holdPreview, previewAt, previewWayOf } from './hover.ts';
import { openImage } from './openImage.ts';
import { dropCandidate } from './prompts.ts';
import { imageIdOf } from '#testing/openStudio.ts';

/** The fake answers with one pixel; this one is a mask of all columns from `column` on. */
const right = (column: number) => ({
  size: { width: 8, height: 6 },
  counts: Uint32Array.of(column * 6, (8 - column) * 6),
});

describe('a resting cursor', () => {
  it('asks for a quick mask of its place and shows it without proposing it', async () => {
    const studio = await openStudio();
    hover(studio, 5.5, 2);
    await settled();
    expect(studio.services.sam.decodes[0]?.request).toEqual({
      prompt: { points: [{ at: { x: 5.5, y: 2 }, label: 'foreground' }], box: null },
      previous: null,
      detail: 'preview',
      view: { x: 0, y: 0, width: 8, height: 6 },
    });
    await answer(studio, 4);
    expect(studio.services.stores.hover.getState().preview).toEqual({
      imageId: 'image-1',
      at: { x: 5.5, y: 2 },
      mask: right(4),
      origin: 'model',
    });
    expect(studio.prompt()).toBeNull();
  });

  it('is asked about one place at a time, then about the newest one', async () => {
    const studio = await openStudio();
    for (const x of [0, 2, 4, 6]) hover(studio, x, 1);
    await settled();
    expect(askedPlaces(studio)).toEqual([0]);
    await answer(studio, 7);
    expect(askedPlaces(studio)).toEqual([0, 6]);
  });

  it('is not asked about again near the last place, nor inside its mask', async () => {
    const studio = await openStudio(); // 8 screen px for one of the image
    hover(studio, 5, 2);
    await answer(studio, 4);
    for (const [x, y] of [
      [5.1, 2.1],
      [6, 3],
      [7, 2],
    ] as const)
      hover(studio, x, y);
    await settled();
    expect(askedPlaces(studio)).toEqual([5]);
    hover(studio, 2, 2);
    await settled();
    expect(askedPlaces(studio)).toEqual([5, 2]);
  });

  it('is not asked about while a click waits, nor with another tool, a dialog, or an unready image', async () => {
    const clicked = await openStudio();
    clicked.click(1, 1);
    hover(clicked, 5, 2);
    const boxed = await openStudio();
    chooseTool(boxed.services, 'box');
    hover(boxed, 5, 2);
    const covered = await openStudio();
    setSettingsSection(covered.services.stores.session, 'labelling');
    hover(covered, 5, 2);
    const encoding = await openStudio();
    void openImage(encoding.services, imageIdOf(2));
    await settled();
    hover(encoding, 5, 2);
    await settled();
    for (const { services } of [clicked, boxed, covered, encoding]) {
      expect(services.sam.decodes.filter(({ request }) => request.detail === 'preview')).toEqual(
        [],
      );
    }
  });
});

describe('the preview', () => {
  it('ends when the pointer leaves, even before its answer', async () => {
    const studio = await openStudioWithPreview();
    void previewAt(studio.services, null);
    expect(previewOf(studio)).toBeNull();
    hover(studio, 1, 1);
    void previewAt(studio.services, null);
    await answer(studio, 0);
    expect(previewOf(studio)).toBeNull();
  });

  it('ends with another tool, and is not shown for an image that was left', async () => {
    const studio = await openStudioWithPreview();
    chooseTool(studio.services, 'box');
    expect(previewOf(studio)).toBeNull();
    chooseTool(studio.services, 'point');
    hover(studio, 1, 1);
    void openImage(studio.services, imageIdOf(2));
    await answer(studio, 0);
    expect(previewOf(studio)).toBeNull();
  });

  it('stays from a click on it to the answer', async () => {
    const studio = await openStudioWithPreview();
    press(studio, 6, 3);
    await settled();
    expect(previewOf(studio)).toEqual(right(4));
    hover(studio, 1, 1);
    expect(previewOf(studio)).toEqual(right(4));
    await studio.answer(10);
    expect(previewOf(studio)).toBeNull();
  });

  it('ends with a click beside it, or with one that takes away', async () => {
    for (const [x, isBackground] of [
      [1, false],
      [6, true],
    ] as const) {
      const studio = await openStudioWithPreview();
      holdPreview(studio.services, { at: { x, y: 3 }, isBackground });
      expect(previewOf(studio)).toBeNull();
    }
  });

  it('that comes after the click on its place is shown until the answer', async () => {
    const studio = await openStudio();
    hover(studio, 5, 2);
    await settled();
    press(studio, 5, 2);
    await settled();
    expect(askedDetails(studio)).toEqual(['preview', 'full']);
    answerNumber(studio, 0, 4);
    await settled();
    expect(previewOf(studio)).toEqual(right(4));
    expect(askedDetails(studio)).toEqual(['preview', 'full']);
  });

  it('that comes after a click elsewhere is not shown', async () => {
    const studio = await openStudio();
    hover(studio, 5, 2);
    await settled();
    press(studio, 1, 2);
    answerNumber(studio, 0, 4);
    await settled();
    expect(previewOf(studio)).toBeNull();
  });
});

describe('a machine', () => {
  it('that takes 200 ms or less goes on previewing', async () => {
    const studio = await openStudio();
    await hoverOften(studio, 200);
    expect(previewWayOf(studio.services.stores)).toBe('model');
  });

  it('that takes longer stops by itself, says how long it took, and outlines what it knows', async () => {
    const studio = await openStudio();
    await hoverOften(studio, 340);
    const { hover: store } = studio.services.stores;
    expect(store.getState().halt).toEqual({ reason: 'slow', medianMs: 340 });
    const askedCount = studio.services.sam.decodes.length;
    hover(studio, 6.5, 2);
    await settled();
    expect(studio.services.sam.decodes).toHaveLength(askedCount);
    expect(store.getState().preview).toMatchObject({ mask: right(6), origin: 'proposal' });
    hover(studio, 0.5, 2);
    expect(previewOf(studio)).toBeNull();
  });

  it('is not judged by one slow decode', async () => {
    const studio = await openStudio();
    await hoverOften(studio, 100);
    await hoverOnce(studio, 3, 5000);
    expect(previewWayOf(studio.services.stores)).toBe('model');
  });

  it('is tried again when a person asks, or once prompts are quick', async () => {
    const asked = await openStudio();
    await hoverOften(asked, 340);
    rearmPreview(asked.services.stores.hover);
    expect(previewWayOf(asked.services.stores)).toBe('model');

    const quick = await openStudio();
    await hoverOften(quick, 340);
    for (let i = 0; i < 3; i += 1) {
      expect(previewWayOf(quick.services.stores)).toBe('proposals');
      quick.click(i, 1);
      await quick.answer(10);
      dropCandidate(quick.services);
    }
    expect(previewWayOf(quick.services.stores)).toBe('model');
  });

  it('does as the settings say, however long it takes', async () => {
    const studio = await openStudio();
    const { stores } = studio.services;
    await hoverOften(studio, 340);
    setHoverMode(stores.settings, 'always');
    expect(previewWayOf(stores)).toBe('model');
    setHoverMode(stores.settings, 'off');
    hover(studio, 6.5, 2);
    expect(previewOf(studio)).toBeNull();
  });

  it('that fails at a preview is left in peace, without a word', async () => {
    const studio = await openStudio();
    const failure = { code: 'inference/failed', reason: 'test' } as const;
    hover(studio, 5, 2);
    await settled();
    studio.services.sam.decodes[0]?.fail(failure);
    await settled();
    expect(studio.notices()).toEqual([]);
    expect(studio.services.stores.hover.getState().halt).toEqual({ reason: 'failed', failure });
    hover(studio, 2, 2);
    await settled();
    expect(askedPlaces(studio)).toEqual([5]);
  });
});

async function openStudioWithPreview(): Promise<Studio> {
  const studio = await openStudio();
  hover(studio, 5, 2);
  await answer(studio, 4);
  return studio;
}

function hover({ services }: Studio, x: number, y: number): void {
  void previewAt(services, { x, y });
}

/** As the point tool does it. */
function press(studio: Studio, x: number, y: number): void {
  holdPreview(studio.services, { at: { x, y }, isBackground: false });
  studio.click(x, y);
}

function answerNumber({ services }: Studio, index: number, column: number): void {
  const [candidate] = answerMarked(0).candidates;
  if (!candidate) return;
  const candidates = [{ ...candidate, mask: right(column) }];
  services.sam.decodes[index]?.answer({ candidates, bestIndex: 0, isCaught: false });
}

/** The model's answer to the newest question: all columns from `column` on. */
async function answer(studio: Studio, column: number): Promise<void> {
  await settled();
  answerNumber(studio, studio.services.sam.decodes.length - 1, column);
  await settled();
}

/** One hover whose answer takes `ms`. */
async function hoverOnce(studio: Studio, x: number, ms: number): Promise<void> {
  let time = 0;
  void previewAt({ ...studio.services, now: () => time }, { x, y: 5 });
  await settled();
  time = ms;
  await answer(studio, 6);
}

async function hoverOften(studio: Studio, ms: number): Promise<void> {
  for (const x of [0, 1, 2, 3, 4, 5]) await hoverOnce(studio, x, ms);
}

function previewOf({ services }: Studio) {
  return services.stores.hover.getState().preview?.mask ?? null;
}

function askedPlaces({ services }: Studio): readonly (number | undefined)[] {
  return services.sam.decodes.map(({ request }) => request.prompt.points[0]?.at.x);
}

function askedDetails({ services }: Studio): readonly string[] {
  return services.sam.decodes.map(({ request }) => request.detail);
}
