import { Radio, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Category } from '#core/annotation/category.ts';
import type { CategoryId } from '#core/annotation/ids.ts';
import { deleteCategories } from '#flows/categories/mergeCategories.ts';
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

/** What becomes of the objects of categories that are to go. */
export function DeleteQuestion({ categories, all, onDone }: QuestionProps) {
  const { t } = useTranslation();
  const services = useServices();
  const counts = useObjectCounts();
  const count = categories.reduce((sum, { id }) => sum + (counts.get(id) ?? 0), 0);
  const others = all.filter((each) => !categories.includes(each));
  const [isGiven, setGiven] = useState(others.length > 0);
  const [successorId, setSuccessorId] = useState<CategoryId | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isUnused = count === 0;
  async function remove(): Promise<void> {
    setBusy(true);
    const ids = categories.map(({ id }) => id);
    const next = isGiven ? successorId : null;
    if (await deleteCategories(services, ids, next)) onDone();
    else setBusy(false);
  }
  return (
    <Stack gap="sm">
      <Title order={3} size="sm">
        {t('manager.deleteTitle', { names: namesText(t, categories) })}
      </Title>
      <Text size="sm">
        {isUnused ? t('manager.deleteUnused') : t('manager.deleteBody', { count })}
      </Text>
      {!isUnused && (
        <Fate
          label={t('manager.deleteBody', { count })}
          others={others}
          isGiven={isGiven}
          successorId={successorId}
          onGiven={setGiven}
          onChoose={setSuccessorId}
        />
      )}
      <QuestionFoot
        answer={t('manager.delete')}
        isBusy={isBusy}
        isDisabled={categories.length === 0 || (!isUnused && isGiven && successorId === null)}
        isDanger
        onCancel={onDone}
        onAnswer={() => void remove()}
      />
    </Stack>
  );
}

interface FateProps {
  readonly label: string;
  readonly others: readonly Category[];
  readonly isGiven: boolean;
  readonly successorId: CategoryId | null;
  onGiven(isGiven: boolean): void;
  onChoose(id: CategoryId | null): void;
}

/** Whether the objects get another category or go too. */
function Fate({ label, others, isGiven, successorId, onGiven, onChoose }: FateProps) {
  const { t } = useTranslation();
  return (
    <Radio.Group
      aria-label={label}
      value={isGiven ? 'give' : 'too'}
      onChange={(value) => onGiven(value === 'give')}
    >
      <Stack gap="xs">
        <Radio
          size="xs"
          value="give"
          disabled={others.length === 0}
          label={t('manager.deleteGive')}
        />
        <TargetSelect
          label={t('manager.target')}
          categories={others}
          value={successorId}
          isDisabled={!isGiven}
          onChoose={onChoose}
        />
        <Radio size="xs" value="too" label={t('manager.deleteToo')} />
      </Stack>
    </Radio.Group>
  );
}
