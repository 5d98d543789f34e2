import type { DuplicateOf } from '../duplicates/duplicateOf.ts';
import { annotationCountOf, type ImageSummary } from './project.ts';

/** What about an image asks for somebody's eye. */
export type ImageProblem = 'openNotes' | 'duplicate' | 'doneWithoutObjects';

/** The problems of an image, the most urgent first. */
export function problemsOf(image: ImageSummary, duplicateOf: DuplicateOf): readonly ImageProblem[] {
  const problems: ImageProblem[] = [];
  if (openNoteCountOf(image) > 0) problems.push('openNotes');
  if (isDoneWithoutObjects(image)) problems.push('doneWithoutObjects');
  if (duplicateOf.has(image.id)) problems.push('duplicate');
  return problems;
}

/** Review notes that nobody has resolved yet. */
export function openNoteCountOf({ notes }: Pick<ImageSummary, 'notes'>): number {
  return notes.reduce((count, { resolved }) => (resolved ? count : count + 1), 0);
}

function isDoneWithoutObjects(image: ImageSummary): boolean {
  const isFinished = image.status === 'done' || image.status === 'reviewed';
  return isFinished && annotationCountOf(image) === 0;
}
