import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { Category } from '#core/annotation/category.ts';
import type { ImageId } from '#core/annotation/ids.ts';
import { useDocument, useMerge } from '../servicesContext.ts';

/** What records of a merge are called on the screen. */
export interface Names {
  readonly categoryOf: (annotation: Annotation) => string;
  readonly fileOf: (imageId: ImageId) => string;
}

/** Names of the project's own categories and of those that the package brings. */
export function useNames(): Names {
  const { t } = useTranslation();
  const categories = useDocument(({ document }) => document?.categories);
  const images = useDocument(({ document }) => document?.images);
  const added = useMerge(({ open }) => open?.plan.addedCategories);
  return {
    categoryOf: (annotation) =>
      categoryName(t, annotation, [...(categories?.values() ?? []), ...(added ?? [])]),
    fileOf: (imageId) => images?.get(imageId)?.fileName ?? '',
  };
}

function categoryName(
  t: TFunction,
  { categoryId }: Annotation,
  categories: readonly Category[],
): string {
  return categories.find(({ id }) => id === categoryId)?.name ?? t('merge.unknownCategory');
}
