import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Category } from '#core/annotation/category.ts';
import type { CategoryId } from '#core/annotation/ids.ts';

interface TargetSelectProps {
  readonly label: string;
  readonly categories: readonly Category[];
  readonly value: CategoryId | null;
  readonly isDisabled?: boolean;
  onChoose(id: CategoryId | null): void;
}

/** One category out of many, by typing. */
export function TargetSelect(props: TargetSelectProps) {
  const { label, categories, value, isDisabled = false, onChoose } = props;
  const { t } = useTranslation();
  return (
    <Select
      size="xs"
      label={label}
      placeholder={t('categories.search')}
      searchable
      limit={50}
      disabled={isDisabled}
      nothingFoundMessage={t('categories.noHit')}
      data={categories.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={(id) => onChoose(categories.find((each) => each.id === id)?.id ?? null)}
    />
  );
}
