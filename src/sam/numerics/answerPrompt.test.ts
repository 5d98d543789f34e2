import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '#core/geometry/box.ts';
import type { RgbaPixels } from '#core/image/rgbaPixels.ts';
import { decodeRle, encodeMask } from '#core/mask/codec.ts';
import { maskContains } from '#core/mask/measures.ts';
import { iouOf } from '#core/mask/overlap.ts';
import type { Rle } from '#core/mask/rle.ts';
import type { CandidateSet, MaskCandidate } from '#core/prompt/candidate.ts';
import type { PromptPoint } from '#core/prompt/prompt.ts';
import { answerPrompt, type PromptAnswerInput } from './answerPrompt.ts';
import { resizeGeometryOf } from './resizeGeometry.ts';

const side = 64;
const imageSize = { width: 96, height: 64 };
const spec = { maskThreshold: 0, stabilityOffset: 1, lowResSide: side, candidateCount: 4 };

interface Disc {
  readonly x: number; // image px
  readonly y: number;
  readonly radius: number;
}

describe('answerPrompt at the first point', () => {
  it('puts the mask first in whose middle the point lies', () => {
    const discs = [disc(70, 32, 12), disc(38, 32, 14), disc(30, 32, 12), disc(80, 20, 8)];
    const { candidates, bestIndex, isCaught } = answerPrompt(
      input({ discs, points: [point(30, 32)] }),
      spec,
    );
    expect(candidates).toHaveLength(3);
    expect(
      iouOf(maskAt({ candidates, bestIndex, isCaught }), maskOf(disc(30, 32, 12))),
    ).toBeGreaterThan(0.9);
    expect(isCaught).toBe(false);
  });

  it('prefers the whole to its part, but not what reaches all around the image’s rim', () => {
    const discs = [disc(48, 32, 6), disc(48, 32, 20), disc(48, 32, 8), disc(48, 32, 90)];
    const set = answerPrompt(input({ discs, points: [point(48, 32)] }), spec);
    expect(iouOf(maskAt(set), maskOf(disc(48, 32, 20)))).toBeGreaterThan(0.9);
  });

  it('draws the edge where the picture has it', () => {
    const picture = pictureOf(disc(48, 32, 20));
    const discs = Array.from({ length: 4 }, () => disc(48, 32, 18.5));
    const points = [point(48, 32)];
    const truth = maskOf(disc(48, 32, 20));
    const plain = answerPrompt(input({ discs, points }), spec);
    const drawn = answerPrompt(input({ discs, points, picture }), spec);
    expect(iouOf(maskAt(drawn), truth)).toBeGreaterThan(iouOf(maskAt(plain), truth));
    expect(iouOf(maskAt(drawn), truth)).toBeGreaterThan(0.97);
  });

  it.each([1, 3, 4])('answers for a model with %i masks', (candidateCount) => {
    const discs = Array.from({ length: candidateCount }, (_, i) => disc(48, 32, 10 + 4 * i));
    const set = answerPrompt(input({ discs, points: [point(48, 32)] }), {
      ...spec,
      candidateCount,
    });
    expect(set.candidates).toHaveLength(Math.min(3, candidateCount));
  });
});

describe('answerPrompt at a correction', () => {
  const object = disc(48, 32, 20);
  const before = previousOf(disc(38, 32, 14));
  const points = [point(38, 32), point(61, 32)];

  it('takes the model’s mask where the newest point lies in the middle of what it added', () => {
    const discs = Array.from({ length: 4 }, () => object);
    const set = answerPrompt(
      input({ discs, points, previous: before, picture: pictureOf(object) }),
      spec,
    );
    expect(set.candidates[0]?.source).toBe('model');
    expect(set.candidates.map(({ source }) => source)).toContain('local');
  });

  it('catches a point that the model does not understand, and corrects the mask before it', () => {
    const discs = Array.from({ length: 4 }, () => disc(85, 10, 6));
    const set = answerPrompt(
      input({ discs, points, previous: before, picture: pictureOf(object) }),
      spec,
    );
    expect(set.isCaught).toBe(true);
    expect(set.candidates[0]?.source).toBe('local');
    expect(iouOf(maskAt(set), maskOf(object))).toBeGreaterThan(iouOf(before.mask, maskOf(object)));
  });

  it('offers the mask before when there is no picture to correct it by', () => {
    const discs = Array.from({ length: 4 }, () => disc(85, 10, 6));
    const set = answerPrompt(input({ discs, points, previous: before }), spec);
    expect(set.candidates[0]?.source).toBe('previous');
    expect(maskContains(maskAt(set), { x: 61, y: 32 })).toBe(true);
  });

  it('feeds logits back that agree with the corrected mask', () => {
    const discs = Array.from({ length: 4 }, () => disc(85, 10, 6));
    const set = answerPrompt(
      input({ discs, points, previous: before, picture: pictureOf(object) }),
      spec,
    );
    const logits = set.candidates[0]?.lowResLogits ?? new Float32Array(0);
    const cell = 96 / side;
    const at = Math.floor(32 / cell) * side + Math.floor(61 / cell);
    expect(logits[at]).toBeGreaterThan(0);
  });
});

describe('answerPrompt with a window', () => {
  const window = { x: 32, y: 8, width: 48, height: 48 };

  it('is background outside of the window at the first point', () => {
    const discs = Array.from({ length: 4 }, () => disc(48, 32, 60));
    const set = answerPrompt(input({ discs, points: [point(48, 32)], window }), spec);
    expect(maskContains(maskAt(set), { x: 40, y: 30 })).toBe(true);
    expect(maskContains(maskAt(set), { x: 10, y: 30 })).toBe(false);
  });

  it('keeps what the previous mask was outside of the window', () => {
    const previous = previousOf(disc(30, 32, 25));
    const discs = Array.from({ length: 4 }, () => disc(50, 32, 15));
    const points = [point(20, 32), point(60, 32)];
    const set = answerPrompt(input({ discs, points, previous, window }), spec);
    for (const { mask } of set.candidates) {
      expect(maskContains(mask, { x: 12, y: 32 })).toBe(true);
      expect(maskContains(mask, { x: 90, y: 32 })).toBe(false);
    }
  });
});

describe('properties', () => {
  it('holds every point in every candidate, with and without a picture', () => {
    fc.assert(
      fc.property(situations(), (situation) => {
        const { candidates, bestIndex } = answerPrompt(situation, spec);
        expect(candidates[bestIndex]).toBeDefined();
        for (const { mask } of candidates) {
          for (const { at, label } of situation.prompt.points) {
            expect(maskContains(mask, at)).toBe(label === 'foreground');
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('gives the best of all alone where one is wanted', () => {
    fc.assert(
      fc.property(situations(), (situation) => {
        const plain = { ...situation, picture: null };
        const { candidates, bestIndex, isCaught } = answerPrompt(plain, spec);
        expect(answerPrompt({ ...plain, offeredCount: 1 }, spec)).toEqual({
          candidates: candidates.slice(bestIndex, bestIndex + 1),
          bestIndex: 0,
          isCaught,
        });
      }),
      { numRuns: 60 },
    );
  });

  it('gives canonical masks of the image’s size and finite logits, the same ones each time', () => {
    fc.assert(
      fc.property(situations(), (situation) => {
        const set = answerPrompt(situation, spec);
        for (const { mask, lowResLogits } of set.candidates) {
          expect(mask.size).toEqual(imageSize);
          expect(encodeMask(decodeRle(mask))).toEqual(mask);
          expect(lowResLogits).toHaveLength(side * side);
          expect(lowResLogits.every((logit) => Number.isFinite(logit))).toBe(true);
        }
        expect(answerPrompt(situation, spec)).toEqual(set);
      }),
      { numRuns: 40 },
    );
  });
});

interface Scene {
  readonly discs: readonly Disc[]; // one per channel
  readonly points: readonly PromptPoint[];
  readonly picture?: RgbaPixels | null;
  readonly previous?: MaskCandidate | null;
  readonly window?: Box<'image'>;
}

function input({ discs, points, picture, previous, window }: Scene): PromptAnswerInput {
  const geometry = resizeGeometryOf(imageSize, 4 * side, window);
  const scale = side / Math.max(geometry.window.width, geometry.window.height);
  const lowResLogits = new Float32Array(discs.length * side * side);
  discs.forEach(({ x, y, radius }, channel) => {
    for (let i = 0; i < side * side; i += 1) {
      const column = ((i % side) + 0.5) / scale + geometry.window.x;
      const row = (Math.floor(i / side) + 0.5) / scale + geometry.window.y;
      lowResLogits[channel * side * side + i] = radius - Math.hypot(column - x, row - y);
    }
  });
  return {
    prompt: { points, box: null },
    geometry,
    lowResLogits,
    predictedIous: new Float32Array(discs.length).fill(0.9),
    picture: picture ?? null,
    previous: previous ?? null,
  };
}

function situations(): fc.Arbitrary<PromptAnswerInput> {
  const x = fc.integer({ min: 0, max: imageSize.width - 1 });
  const y = fc.integer({ min: 0, max: imageSize.height - 1 });
  const discs = fc.record({ x, y, radius: fc.integer({ min: 0, max: 50 }) });
  const points = fc.uniqueArray(
    fc.record({ x, y, label: fc.constantFrom('foreground' as const, 'background' as const) }),
    { minLength: 1, maxLength: 5, selector: (each) => each.y * imageSize.width + each.x },
  );
  const window = fc.constantFrom(undefined, { x: 20, y: 10, width: 50, height: 40 });
  return fc
    .record({
      discs: fc.array(discs, { minLength: 4, maxLength: 4 }),
      points,
      picture: fc.option(discs.map(pictureOf)),
      previous: fc.option(discs.map(previousOf)),
      window,
    })
    .map(({ window: part, points: places, ...rest }) =>
      input({
        ...rest,
        ...(part && { window: part }),
        points: places.map((each) => point(each.x, each.y, each.label)),
      }),
    );
}

function previousOf(shape: Disc): MaskCandidate {
  const { lowResLogits } = input({ discs: [shape], points: [] });
  return {
    mask: maskOf(shape),
    source: 'model',
    predictedIou: 0.9,
    stabilityScore: 0.95,
    lowResLogits: Float32Array.from(lowResLogits),
    logitsWindow: { x: 0, y: 0, ...imageSize },
  };
}

function maskAt({ candidates, bestIndex }: CandidateSet): Rle {
  return (
    candidates[bestIndex]?.mask ?? encodeMask({ size: imageSize, pixels: new Uint8Array(6144) })
  );
}

function maskOf(shape: Disc): Rle {
  const pixels = Uint8Array.from({ length: 96 * 64 }, (_, i) => (isInside(shape, i) ? 1 : 0));
  return encodeMask({ size: imageSize, pixels });
}

/** The disc bright on dark. */
function pictureOf(shape: Disc): RgbaPixels {
  const data = new Uint8ClampedArray(96 * 64 * 4);
  for (let i = 0; i < 96 * 64; i += 1) {
    const noise = (i * 7919) % 13;
    data.fill((isInside(shape, i) ? 200 : 60) + noise, i * 4, i * 4 + 3);
    data[i * 4 + 3] = 255;
  }
  return { size: imageSize, data };
}

function isInside({ x, y, radius }: Disc, i: number): boolean {
  return Math.hypot((i % 96) + 0.5 - x, Math.floor(i / 96) + 0.5 - y) <= radius;
}

function disc(x: number, y: number, radius: number): Disc {
  return { x, y, radius };
}

function point(x: number, y: number, label: PromptPoint['label'] = 'foreground'): PromptPoint {
  return { at: { x: x + 0.5, y: y + 0.5 }, label };
}
