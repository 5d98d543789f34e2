import type { TFunction } from 'i18next';
import type { Category } from '#core/annotation/category.ts';

/** `car`, `car, bus`, or `car and 5 more`. */
export function namesText(t: TFunction, categories: readonly Category[]): string {
  const names = categories.map(({ name }) => name);
  const [first = ''] = names;
  if (names.length <= 3) return names.join(', ');
  return t('manager.names', { first, count: names.length - 1 });
}
