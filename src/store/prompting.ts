import type { AnnotationId } from '#core/annotation/ids.ts';
import type { CandidateSet, MaskCandidate } from '#core/prompt/candidate.ts';
import { emptyPrompt, isPromptEmpty, type Prompt } from '#core/prompt/prompt.ts';

/** The prompt after one action of the user, and what the model said to it. */
export interface PromptStep {
  readonly key: symbol; // the same while a point of it is dragged
  readonly prompt: Prompt;
  /** Whether it adds to the step before, whose chosen mask is then fed back to the model. */
  readonly isRefinement: boolean;
  readonly answer: CandidateSet | null; // null until the model has answered
  readonly answeredPrompt: Prompt | null; // what the answer answers; a drag may be further by now
  readonly choice: number; // which candidate of the answer is shown
}

/** A mask as it is shown and accepted, whoever made it. */
export type ShownMask = Pick<MaskCandidate, 'mask' | 'predictedIou' | 'stabilityScore'>;

/** A mask that a prompt refines; an object that was kept has no logits any more. */
export interface RefinableMask extends ShownMask {
  readonly lowResLogits: MaskCandidate['lowResLogits'] | null;
  readonly logitsWindow: MaskCandidate['logitsWindow'] | null;
}

/** An object that is there already and gets another mask. */
export interface RefinedObject extends ShownMask {
  readonly annotationId: AnnotationId;
}

/**
 * One object in the making: every step is kept, so that undo takes back one click. A step without
 * points and box shows the base as it is.
 */
export interface Prompting {
  readonly base: RefinedObject | null; // null: a new object
  readonly steps: readonly PromptStep[]; // at least one
  readonly selectedPointIndex: number | null;
}

/** The newest step. */
export function currentStep(prompting: Prompting): PromptStep {
  const step = prompting.steps.at(-1);
  if (!step) throw new Error('Invariant broken: a prompting has a step');
  return step;
}

/** A prompting that starts from an object's mask: the first step is that mask, nothing clicked. */
export function refinementOf(base: RefinedObject): Prompting {
  return { base, steps: [stepOf(emptyPrompt, false)], selectedPointIndex: null };
}

/** One more step; an empty prompt ends the prompting, or goes back to the object that it refines. */
export function pushStep(
  prompting: Prompting | null,
  prompt: Prompt,
  isRefinement: boolean,
): Prompting | null {
  const base = prompting?.base ?? null;
  if (isPromptEmpty(prompt) && !base) return null;
  const steps = [...(prompting?.steps ?? []), stepOf(prompt, isRefinement)];
  return { base, steps, selectedPointIndex: null };
}

/** The newest step with another prompt, as while a point is dragged; its mask stays until the answer. */
export function replaceStep(prompting: Prompting, prompt: Prompt): Prompting {
  return withCurrent(prompting, { ...currentStep(prompting), prompt });
}

/** The prompting without its newest step; null when that was the only one. */
export function popStep(prompting: Prompting): Prompting | null {
  const steps = prompting.steps.slice(0, -1);
  return steps.length === 0 ? null : { ...prompting, steps, selectedPointIndex: null };
}

/** The model's answer to the step `key`, if that step is still part of the prompting. */
export function answerStep(
  prompting: Prompting,
  { key, prompt, answer }: Pick<PromptStep, 'key' | 'prompt'> & { readonly answer: CandidateSet },
): Prompting {
  const steps = prompting.steps.map((step) =>
    step.key === key ? { ...step, answer, answeredPrompt: prompt, choice: answer.bestIndex } : step,
  );
  return { ...prompting, steps };
}

/** Another candidate of the newest answer. */
export function chooseCandidate(prompting: Prompting, choice: number): Prompting {
  const step = currentStep(prompting);
  if (!step.answer?.candidates[choice]) return prompting;
  return withCurrent(prompting, { ...step, choice });
}

/** A better mask in the place of one of the newest answer's candidates, if that is still among them. */
export function improveCandidate(
  prompting: Prompting,
  candidate: MaskCandidate,
  better: MaskCandidate,
): Prompting {
  const step = currentStep(prompting);
  const candidates = step.answer?.candidates.map((each) => (each === candidate ? better : each));
  if (!step.answer || !candidates) return prompting;
  return withCurrent(prompting, { ...step, answer: { ...step.answer, candidates } });
}

/** The mask that is shown: of the newest step that has one. */
export function shownMask(prompting: Prompting | null): ShownMask | null {
  const step = shownStep(prompting);
  if (!prompting || !step) return null;
  return step.answer ? (step.answer.candidates[step.choice] ?? null) : prompting.base;
}

/** The newest step that has an answer, or shows the base. */
export function shownStep(prompting: Prompting | null): PromptStep | null {
  return (
    prompting?.steps.findLast(({ answer, prompt }) => answer !== null || isPromptEmpty(prompt)) ??
    null
  );
}

/**
 * The mask that the newest step refines: the one chosen at the nearest answered step before it. A moved
 * or deleted point breaks the chain, since the old mask still speaks of that point: what is left then is
 * the object that all of it started from.
 */
export function previousMaskOf(prompting: Prompting): RefinableMask | null {
  const base = prompting.base && refinable(prompting.base);
  for (let index = prompting.steps.length - 1; index > 0; index -= 1) {
    if (!prompting.steps[index]?.isRefinement) return base;
    const former = prompting.steps[index - 1];
    const chosen = former?.answer?.candidates[former.choice];
    if (chosen) return chosen;
  }
  return base;
}

function refinable({ mask, predictedIou, stabilityScore }: RefinedObject): RefinableMask {
  return { mask, lowResLogits: null, logitsWindow: null, predictedIou, stabilityScore };
}

/** A prompt without points and box has nothing to be asked. */
function stepOf(prompt: Prompt, isRefinement: boolean): PromptStep {
  return {
    key: Symbol('step'),
    prompt,
    isRefinement,
    answer: null,
    answeredPrompt: isPromptEmpty(prompt) ? prompt : null,
    choice: 0,
  };
}

/** The prompting with all its answers forgotten: those of another model say nothing to this one. */
export function withoutAnswers(prompting: Prompting): Prompting {
  const steps = prompting.steps.map((step) => ({
    ...step,
    answer: null,
    answeredPrompt: isPromptEmpty(step.prompt) ? step.prompt : null,
  }));
  return { ...prompting, steps };
}

function withCurrent(prompting: Prompting, step: PromptStep): Prompting {
  return { ...prompting, steps: [...prompting.steps.slice(0, -1), step] };
}
