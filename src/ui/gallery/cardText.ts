import type { TFunction } from 'i18next';
import type { DuplicateOf } from '#core/duplicates/duplicateOf.ts';
import { problemsOf } from '#core/project/imageProblems.ts';
import { openNotesOf } from '#core/project/reviewEdits.ts';
import { annotationCountOf, type ImageSummary } from '#core/project/project.ts';

/** What is wrong with an image, one phrase each. */
export function problemTexts(
  t: TFunction,
  image: ImageSummary,
  duplicateOf: DuplicateOf,
): readonly string[] {
  return problemsOf(image, duplicateOf).map((problem) =>
    problem === 'openNotes'
      ? t('gallery.problem.openNotes', { count: openNotesOf(image).length })
      : t(`gallery.problem.${problem}`),
  );
}

/** All that a card shows, in words. */
export function cardText(t: TFunction, image: ImageSummary, problems: readonly string[]): string {
  const { fileName, status, split, tags } = image;
  return [
    fileName,
    t(`imageStatus.${status}`),
    t('gallery.objects', { count: annotationCountOf(image) }),
    ...(split ? [t(`split.${split}`)] : []),
    ...(tags.length > 0 ? [t('gallery.cardTags', { tags: tags.join(', ') })] : []),
    ...problems,
  ].join(', ');
}
