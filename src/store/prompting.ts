import type { CandidateSet, MaskCandidate } from '#core/prompt/candidate.ts';
import { isPromptEmpty, type Prompt } from '#core/prompt/prompt.ts';

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

/** One object in the making: every step is kept, so that undo takes back one click. */
export interface Prompting {
  readonly steps: readonly PromptStep[]; // at least one
  readonly selectedPointIndex: number | null;
}

/** The newest step. */
export function currentStep(prompting: Prompting): PromptStep {
  const step = prompting.steps.at(-1);
  if (!step) throw new Error('Invariant broken: a prompting has a step');
  return step;
}

/** One more step; an empty prompt ends the prompting. */
export function pushStep(
  prompting: Prompting | null,
  prompt: Prompt,
  isRefinement: boolean,
): Prompting | null {
  if (isPromptEmpty(prompt)) return null;
  const step = {
    key: Symbol('step'),
    prompt,
    isRefinement,
    answer: null,
    answeredPrompt: null,
    choice: 0,
  };
  return { steps: [...(prompting?.steps ?? []), step], selectedPointIndex: null };
}

/** The newest step with another prompt, as while a point is dragged; its mask stays until the answer. */
export function replaceStep(prompting: Prompting, prompt: Prompt): Prompting {
  return withCurrent(prompting, { ...currentStep(prompting), prompt });
}

/** The prompting without its newest step; null when that was the only one. */
export function popStep(prompting: Prompting): Prompting | null {
  const steps = prompting.steps.slice(0, -1);
  return steps.length === 0 ? null : { steps, selectedPointIndex: null };
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

/** The mask that is shown: of the newest step that has an answer. */
export function shownCandidate(prompting: Prompting | null): MaskCandidate | null {
  const step = shownStep(prompting);
  return step?.answer?.candidates[step.choice] ?? null;
}

/** The newest step that has an answer. */
export function shownStep(prompting: Prompting | null): PromptStep | null {
  return prompting?.steps.findLast(({ answer }) => answer !== null) ?? null;
}

/**
 * The mask that the newest step refines: the one chosen at the nearest answered step before it. A moved
 * or deleted point breaks the chain: the old mask still speaks of that point.
 */
export function previousMaskOf(prompting: Prompting): MaskCandidate | null {
  for (let index = prompting.steps.length - 1; index > 0; index -= 1) {
    if (!prompting.steps[index]?.isRefinement) return null;
    const former = prompting.steps[index - 1];
    const chosen = former?.answer?.candidates[former.choice];
    if (chosen) return chosen;
  }
  return null;
}

function withCurrent(prompting: Prompting, step: PromptStep): Prompting {
  return { ...prompting, steps: [...prompting.steps.slice(0, -1), step] };
}
