import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { Category } from '#core/annotation/category.ts';
import { useDocument } from '../servicesContext.ts';

/** An object as the list shows it. */
export interface NamedObject {
  readonly annotation: Annotation;
  readonly category: Category | undefined;
  readonly name: string; // its own, else that of its category with its place
}

/** The objects with their names, those only that have all words of the filter in name or category. */
export function useNamedObjects(
  annotations: readonly Annotation[],
  filter: string,
): readonly NamedObject[] {
  const { t } = useTranslation();
  const categories = useDocument(({ document }) => document?.categories);
  return useMemo(() => {
    const words = filter.toLowerCase().split(/\s+/u);
    return annotations
      .map((annotation, index): NamedObject => {
        const category = categories?.get(annotation.categoryId);
        const place = { category: category?.name ?? '', number: index + 1 };
        return {
          annotation,
          category,
          name: annotation.name || t('objects.defaultName', place),
        };
      })
      .filter(({ name, category }) => {
        const text = `${name} ${category?.name ?? ''}`.toLowerCase();
        return words.every((word) => text.includes(word));
      });
  }, [annotations, categories, filter, t]);
}
