import { Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Category } from '#core/annotation/category.ts';
import type { CategoryId } from '#core/annotation/ids.ts';
import { mergeCategories } from '#flows/categories/mergeCategories.ts';
import { useServices } from '../../servicesContext.ts';
import { namesText } from './namesText.ts';
import { QuestionFoot } from './QuestionFoot.tsx';
import { TargetSelect } from './TargetSelect.tsx';
import { useObjectCounts } from './useObjectCounts.ts';

interface QuestionProps {
  readonly categories: readonly Category[]; // that it is about
  readonly all: readonly Category[];
  onDone(): void;
}

/** Into which category several become one. */
export function MergeQuestion({ categories, all, onDone }: QuestionProps) {
  const { t } = useTranslation();
  const services = useServices();
  const counts = useObjectCounts();
  const [targetId, setTargetId] = useState<CategoryId | null>(
    categories.length > 1 ? (categories[0]?.id ?? null) : null,
  );
  const [isBusy, setBusy] = useState(false);
  const target = all.find(({ id }) => id === targetId);
  const sources = categories.filter(({ id }) => id !== targetId);
  const count = sources.reduce((sum, { id }) => sum + (counts.get(id) ?? 0), 0);
  const targets = categories.length > 1 ? all : all.filter((each) => !categories.includes(each));
  async function merge(): Promise<void> {
    if (targetId === null) return;
    setBusy(true);
    const ids = sources.map(({ id }) => id);
    if (await mergeCategories(services, ids, targetId)) onDone();
    else setBusy(false);
  }
  return (
    <Stack gap="sm">
      <Title order={3} size="sm">
        {t('manager.merge')}: {namesText(t, categories)}
      </Title>
      <TargetSelect
        label={t('manager.mergeInto')}
        categories={targets}
        value={targetId}
        onChoose={setTargetId}
      />
      <Text size="sm">{t('manager.mergeBody', { count })}</Text>
      <QuestionFoot
        answer={
          target && sources.length > 0
            ? t('manager.mergeDo', { names: namesText(t, sources), target: target.name })
            : t('manager.merge')
        }
        isBusy={isBusy}
        isDisabled={!target || sources.length === 0}
        onCancel={onDone}
        onAnswer={() => void merge()}
      />
    </Stack>
  );
}
