import type { Box } from '../geometry/box.ts';
import type { Point } from '../geometry/point.ts';

/** SAM's point label in words; the number that stands for it belongs to the model. */
export type PointLabel = 'foreground' | 'background';

/** One click: where, and whether the object is there or not. */
export interface PromptPoint {
  readonly at: Point<'image'>;
  readonly label: PointLabel;
}

/** What the user means by one object: points in the order they were set, and at most one box. */
export interface Prompt {
  readonly points: readonly PromptPoint[];
  readonly box: Box<'image'> | null;
}

/** Nothing clicked, nothing drawn. */
export const emptyPrompt: Prompt = { points: [], box: null };

/** Whether there is nothing to ask the model: no box and no point. */
export function isPromptEmpty(prompt: Prompt): boolean {
  return prompt.box === null && prompt.points.length === 0;
}

/** The prompt with one more point at its end. */
export function withPoint(prompt: Prompt, point: PromptPoint): Prompt {
  return { ...prompt, points: [...prompt.points, point] };
}

/** The prompt with point `index` somewhere else. */
export function withPointMoved(prompt: Prompt, index: number, at: Point<'image'>): Prompt {
  return {
    ...prompt,
    points: prompt.points.map((point, i) => (i === index ? { ...point, at } : point)),
  };
}

/** The prompt without point `index`. */
export function withoutPoint(prompt: Prompt, index: number): Prompt {
  return { ...prompt, points: prompt.points.filter((_, i) => i !== index) };
}

/** The prompt with another box, or none. */
export function withBox(prompt: Prompt, box: Box<'image'> | null): Prompt {
  return { ...prompt, box };
}
