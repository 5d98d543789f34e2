import { openNotesOf } from './reviewEdits.ts';
import type { DuplicateOf } from '../duplicates/duplicateOf.ts';
import { annotationCountOf, type ImageSummary } from './project.ts';

/** What about an image asks for somebody's eye. */
export type ImageProblem = 'openNotes' | 'duplicate' | 'doneWithoutObjects';

/** The problems of an image, the most urgent first. */
export function problemsOf(image: ImageSummary, duplicateOf: DuplicateOf): readonly ImageProblem[] {
  const problems: ImageProblem[] = [];
  if (openNotesOf(image).length > 0) problems.push('openNotes');
  if (isDoneWithoutObjects(image)) problems.push('doneWithoutObjects');
  if (duplicateOf.has(image.id)) problems.push('duplicate');
  return problems;
}

function isDoneWithoutObjects(image: ImageSummary): boolean {
  const isFinished = image.status === 'done' || image.status === 'reviewed';
  return isFinished && annotationCountOf(image) === 0;
}
