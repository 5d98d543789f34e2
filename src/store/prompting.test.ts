import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnnotationId } from '#core/annotation/ids.ts';
import { emptyPrompt, type Prompt } from '#core/prompt/prompt.ts';
import { prompts } from '#testing/arbitraryPrompts.ts';
import { answerMarked } from '#testing/fakeSam.ts';
import {
  answerStep,
  chooseCandidate,
  currentStep,
  previousMaskOf,
  popStep,
  pushStep,
  refinementOf,
  replaceStep,
  shownMask,
  type Prompting,
} from './prompting.ts';

const first = promptOf(1);
const second = promptOf(2);
const third = promptOf(3);

describe('pushStep', () => {
  it('begins a prompting with the first prompt and adds to it with the next', () => {
    const prompting = started(first, second);
    expect(prompting.steps.map(({ prompt }) => prompt)).toEqual([first, second]);
    expect(currentStep(prompting).prompt).toBe(second);
  });

  it('ends the prompting with an empty prompt', () => {
    expect(pushStep(started(first), emptyPrompt, false)).toBeNull();
    expect(pushStep(null, emptyPrompt, false)).toBeNull();
  });

  it('lets the selected point go', () => {
    const selected = { ...started(first), selectedPointIndex: 0 };
    expect(pushStep(selected, second, true)?.selectedPointIndex).toBeNull();
  });
});

describe('replaceStep', () => {
  it('keeps the mask until the answer to the new prompt is there', () => {
    const answered = answer(started(first), 10);
    const dragged = replaceStep(answered, second);
    expect(dragged.steps).toHaveLength(1);
    expect(shownPixel(dragged)).toBe(11);
    expect(currentStep(dragged).answeredPrompt).toBe(first);
    expect(currentStep(dragged).prompt).toBe(second);
  });

  it('still takes the answer to a place where the point was', () => {
    const start = started(first);
    const { key } = currentStep(start);
    const dragged = replaceStep(start, second);
    const late = answerStep(dragged, { key, prompt: first, answer: answerMarked(10) });
    expect(shownPixel(late)).toBe(11);
    expect(currentStep(late).answeredPrompt).toBe(first);
  });
});

describe('popStep', () => {
  it('shows the step before, with its answer', () => {
    const prompting = answer(pushed(answer(started(first), 10), second), 20);
    const popped = popStep(prompting);
    expect(popped && currentStep(popped).prompt).toBe(first);
    expect(shownPixel(popped)).toBe(11);
  });

  it('ends the prompting with its only step', () => {
    expect(popStep(started(first))).toBeNull();
  });
});

describe('answerStep', () => {
  it('shows the best candidate', () => {
    expect(shownPixel(answer(started(first), 10))).toBe(11);
  });

  it('answers an older step without hiding the newest answer', () => {
    const prompting = started(first, second);
    const [older] = prompting.steps;
    const key = older?.key ?? Symbol('none');
    const both = answerStep(answer(prompting, 20), {
      key,
      prompt: first,
      answer: answerMarked(10),
    });
    expect(shownPixel(both)).toBe(21);
    expect(both.steps.map((step) => step.answer?.candidates[0]?.mask.counts[0])).toEqual([10, 20]);
  });

  it('ignores the answer to a step that is gone', () => {
    const prompting = started(first, second);
    const gone = currentStep(prompting).key;
    const popped = popStep(prompting) ?? prompting;
    const late = answerStep(popped, { key: gone, prompt: second, answer: answerMarked(10) });
    expect(late).toEqual(popped);
  });
});

describe('chooseCandidate', () => {
  it('shows another candidate of the newest answer', () => {
    expect(shownPixel(chooseCandidate(answer(started(first), 10), 2))).toBe(12);
  });

  it('changes nothing for a candidate that is not there', () => {
    const answered = answer(started(first), 10);
    const waiting = started(first);
    expect(chooseCandidate(answered, 3)).toBe(answered);
    expect(chooseCandidate(answered, -1)).toBe(answered);
    expect(chooseCandidate(waiting, 0)).toBe(waiting);
  });
});

describe('shownMask', () => {
  it('stays at the last answer while the newest step waits for its own', () => {
    expect(shownPixel(pushed(answer(started(first), 10), second))).toBe(11);
  });

  it('is none before any answer and without a prompting', () => {
    expect(shownMask(started(first))).toBeNull();
    expect(shownMask(null)).toBeNull();
  });
});

describe('previousMaskOf', () => {
  it('is none for a first step', () => {
    expect(previousMaskOf(started(first))).toBeNull();
    expect(previousMaskOf(answer(started(first), 10))).toBeNull();
  });

  it('is what was chosen at the step that is refined', () => {
    const chosen = chooseCandidate(answer(started(first), 10), 2);
    expect(previousMaskOf(pushed(chosen, second))?.lowResLogits).toEqual(Float32Array.of(12));
  });

  it('looks past refinements that have no answer yet', () => {
    const prompting = pushed(pushed(answer(started(first), 10), second), third);
    expect(previousMaskOf(prompting)?.lowResLogits).toEqual(Float32Array.of(11));
  });

  it('is none for a step that restates the prompt', () => {
    const restated = pushed(answer(started(first), 10), second, false);
    expect(previousMaskOf(restated)).toBeNull();
  });

  it('does not look past a restated prompt that has no answer yet', () => {
    const restated = pushed(answer(started(first), 10), second, false);
    expect(previousMaskOf(pushed(restated, third))).toBeNull();
    expect(previousMaskOf(pushed(answer(restated, 20), third))?.lowResLogits).toEqual(
      Float32Array.of(21),
    );
  });

  it('is the logits before the step, not its own, when the step is asked again', () => {
    const prompting = answer(pushed(answer(started(first), 10), second), 20);
    expect(previousMaskOf(replaceStep(prompting, third))?.lowResLogits).toEqual(
      Float32Array.of(11),
    );
  });
});

describe('a prompting that refines an object', () => {
  const mask = answerMarked(40).candidates[0]?.mask ?? {
    size: { width: 1, height: 1 },
    counts: Uint32Array.of(1),
  };
  const base = {
    annotationId: 'annotation-1' as AnnotationId,
    mask,
    predictedIou: 0.7,
    stabilityScore: 0.6,
  };
  const refining = refinementOf(base);

  it('shows its mask before the first click and until the first answer', () => {
    expect(shownPixel(refining)).toBe(40);
    expect(shownPixel(pushed(refining, first))).toBe(40);
    expect(shownPixel(answer(pushed(refining, first), 10))).toBe(11);
  });

  it('feeds its mask back, without logits, to the first click and to a restated prompt', () => {
    const restated = pushed(answer(pushed(refining, first), 10), second, false);
    for (const prompting of [pushed(refining, first), restated]) {
      expect(previousMaskOf(prompting)).toEqual({
        mask,
        lowResLogits: null,
        logitsWindow: null,
        predictedIou: 0.7,
        stabilityScore: 0.6,
      });
    }
  });

  it('goes back to its mask with an empty prompt instead of ending', () => {
    const emptied = pushStep(answer(pushed(refining, first), 10), emptyPrompt, false);
    expect(shownPixel(emptied)).toBe(40);
    expect(emptied?.base).toBe(base);
  });

  it('ends when the step before the first click is taken back', () => {
    expect(popStep(pushed(refining, first))).toEqual(refining);
    expect(popStep(refining)).toBeNull();
  });
});

describe('properties', () => {
  const size = { width: 9, height: 9 };
  const notEmpty = prompts(size).filter(({ points, box }) => points.length > 0 || box !== null);

  it('comes back to the same prompting when a pushed step is popped', () => {
    fc.assert(
      fc.property(
        fc.array(notEmpty, { minLength: 1, maxLength: 5 }),
        notEmpty,
        fc.boolean(),
        (former, prompt, isRefinement) => {
          const prompting = started(...former);
          expect(popStep(pushed(prompting, prompt, isRefinement))).toEqual(prompting);
        },
      ),
    );
  });

  it('gives every step a key of its own, which a drag keeps', () => {
    fc.assert(
      fc.property(fc.array(notEmpty, { minLength: 1, maxLength: 5 }), notEmpty, (all, prompt) => {
        const prompting = started(...all);
        const keys = prompting.steps.map(({ key }) => key);
        expect(new Set(keys).size).toBe(all.length);
        expect(replaceStep(prompting, prompt).steps.map(({ key }) => key)).toEqual(keys);
      }),
    );
  });
});

function promptOf(pointCount: number): Prompt {
  const points = Array.from({ length: pointCount }, (_, i) => ({
    at: { x: i, y: i },
    label: 'foreground' as const,
  }));
  return { points, box: null };
}

function started(...all: readonly Prompt[]): Prompting {
  const prompting = all.reduce<Prompting | null>(
    (former, each) => pushStep(former, each, true),
    null,
  );
  if (!prompting) throw new Error('a prompting starts with a prompt that is not empty');
  return prompting;
}

function pushed(prompting: Prompting, prompt: Prompt, isRefinement = true): Prompting {
  return pushStep(prompting, prompt, isRefinement) ?? prompting;
}

/** The newest step answered, see `answerMarked`. */
function answer(prompting: Prompting, mark: number): Prompting {
  const { key, prompt } = currentStep(prompting);
  return answerStep(prompting, { key, prompt, answer: answerMarked(mark) });
}

function shownPixel(prompting: Prompting | null): number | null {
  return shownMask(prompting)?.mask.counts[0] ?? null;
}
