import { describe, expect, it } from 'vitest';
import { encodeMask } from '#core/mask/codec.ts';
import { boundsOf } from '#core/mask/measures.ts';
import { iouOf } from '#core/mask/overlap.ts';
import type { Rle } from '#core/mask/rle.ts';
import type { CandidateSet, MaskCandidate } from '#core/prompt/candidate.ts';
import { answerPrompt, type PromptAnswerInput } from './answerPrompt.ts';
import { rankedChannels } from './channels.ts';
import { resizeGeometryOf } from './resizeGeometry.ts';
import { furtherQuestionOf } from './secondLook.ts';

const side = 64;
const size = { width: side, height: side };
const spec = { maskThreshold: 0, stabilityOffset: 1, lowResSide: side, candidateCount: 4 };
const grey = { size, data: new Uint8ClampedArray(4 * side * side).fill(128) };

describe('furtherQuestionOf', () => {
  it('asks for the same points with the mask that they gave and the box around it', () => {
    const question = furtherQuestionOf(input({ radius: 10 }), spec);
    expect(question?.prompt.points).toEqual(input({ radius: 10 }).prompt.points);
    expect(question?.prompt.box).toEqual(boundsOf(maskOf(10)));
    expect(question?.maskInput).toEqual(logitsOf(10));
  });

  it('leaves previews, drawn boxes, empty answers and other kinds of models alone', () => {
    const box = { x: 20, y: 20, width: 20, height: 20 };
    const first = input({ radius: 10 });
    expect(furtherQuestionOf({ ...first, picture: null }, spec)).toBeNull();
    expect(furtherQuestionOf({ ...first, prompt: { ...first.prompt, box } }, spec)).toBeNull();
    expect(furtherQuestionOf(input({ radius: -5 }), spec)).toBeNull();
    expect(furtherQuestionOf(first, { ...spec, candidateCount: 3 })).toBeNull();
  });

  it('asks nothing more where the point was not understood', () => {
    expect(furtherQuestionOf(input({ radius: 4, previous: 10, newestX: 46 }), spec)).toBeNull();
  });
});

describe('a second look', () => {
  it('lies halfway between both answers to a first point', () => {
    const { candidates } = answerTwice(input({ radius: 10 }), 14);
    expect(candidates[0]?.lowResLogits.every(Number.isFinite)).toBe(true);
    expect(iouOf(candidates[0]?.mask ?? maskOf(0), maskOf(12))).toBeGreaterThan(0.9);
  });

  it('replaces the first answer to a correction', () => {
    const refined = input({ radius: 20, previous: 14, newestX: 49 });
    const { candidates } = answerTwice(refined, 22);
    const plain = answerPrompt(refined, spec);
    const ious = [candidates, plain.candidates].map((each) =>
      iouOf(each[0]?.mask ?? maskOf(0), maskOf(22)),
    );
    expect(ious[0]).toBeGreaterThan(ious[1] ?? 1);
  });

  it('is forgotten where it no longer does what the newest point asked for', () => {
    const refined = input({ radius: 20, previous: 14, newestX: 49 });
    expect(answerTwice(refined, 5)).toEqual(answerPrompt(refined, spec));
  });
});

/** With a second answer that is a disc of that radius. */
function answerTwice(first: PromptAnswerInput, radius: number): CandidateSet {
  const ranked = rankedChannels(first, spec);
  return answerPrompt(first, spec, { ranked, lowResLogits: answerOf(radius) });
}

interface Scene {
  readonly radius: number; // of the disc in the middle that all channels answer with
  readonly previous?: number; // radius of the mask before
  readonly newestX?: number;
}

function input({ radius, previous, newestX }: Scene): PromptAnswerInput {
  const xs = newestX === undefined ? [32] : [32, newestX];
  return {
    prompt: {
      points: xs.map((x) => ({ at: { x: x + 0.5, y: 32.5 }, label: 'foreground' })),
      box: null,
    },
    geometry: resizeGeometryOf(size, 4 * side),
    lowResLogits: answerOf(radius),
    predictedIous: new Float32Array(4).fill(0.9),
    picture: grey,
    previous: previous === undefined ? null : candidateOf(previous),
  };
}

function candidateOf(radius: number): MaskCandidate {
  return {
    mask: maskOf(radius),
    source: 'model',
    predictedIou: 0.9,
    stabilityScore: 0.9,
    lowResLogits: logitsOf(radius),
    logitsWindow: { x: 0, y: 0, ...size },
  };
}

function answerOf(radius: number): Float32Array {
  const one = logitsOf(radius);
  return Float32Array.from({ length: 4 * side * side }, (_, i) => one[i % one.length] ?? 0);
}

function logitsOf(radius: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: side * side }, (_, i) => radius - distanceAt(i));
}

function maskOf(radius: number): Rle {
  const pixels = Uint8Array.from({ length: side * side }, (_, i) =>
    distanceAt(i) < radius ? 1 : 0,
  );
  return encodeMask({ size, pixels });
}

function distanceAt(i: number): number {
  return Math.hypot((i % side) + 0.5 - 32, Math.floor(i / side) + 0.5 - 32);
}
