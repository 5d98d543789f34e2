import type { TFunction } from 'i18next';
import type { Category } from '#core/annotation/category.ts';
import type { CategoryId } from '#core/annotation/ids.ts';
import type { ChangeName } from '#core/project/change.ts';
import type { Step } from '#core/project/history.ts';

/** The name of a step, and what it was done to where that says more. */
export function stepText(
  t: TFunction,
  { name, subject }: Pick<Step, 'name' | 'subject'>,
  categories: ReadonlyMap<CategoryId, Category> | undefined,
): string {
  // a change of another version of the studio has no text here: its name says something at least
  const step = t(`change.${name as ChangeName}`, { defaultValue: name });
  switch (subject?.kind) {
    case undefined:
      return step;
    case 'status':
      return t('history.withStatus', { step, status: t(`imageStatus.${subject.status}`) });
    case 'images':
      return t('history.withImages', { step, count: subject.count });
    case 'name':
      return subject.name === '' ? step : t('history.withName', { step, name: subject.name });
    case 'objects': {
      if (subject.count > 1) return t('history.withObjects', { step, count: subject.count });
      const category = subject.categoryId && categories?.get(subject.categoryId)?.name;
      const title = subject.name || category;
      return title ? t('history.withName', { step, name: title }) : step;
    }
  }
}
