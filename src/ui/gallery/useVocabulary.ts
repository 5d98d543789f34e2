import { useMemo } from 'react';
import { vocabularyOf, type Vocabulary } from '#core/query/vocabulary.ts';
import { useDocument } from '../servicesContext.ts';

const none = vocabularyOf([], []);

/** The words of the open project; none while they are not needed. */
export function useVocabulary(isNeeded: boolean): Vocabulary {
  const images = useDocument(({ document }) => document?.images);
  const categories = useDocument(({ document }) => document?.categories);
  return useMemo(
    () =>
      isNeeded && images && categories ? vocabularyOf(images.values(), categories.values()) : none,
    [isNeeded, images, categories],
  );
}
