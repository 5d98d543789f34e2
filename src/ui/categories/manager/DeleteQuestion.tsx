import { Button, Group, Radio, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Category } from '#core/annotation/category.ts';
import type { CategoryId } from '#core/annotation/ids.ts';
import { deleteCategories } from '#flows/categories/mergeCategories.ts';
import { useServices } from '../../servicesContext.ts';
import { namesText } from './namesText.ts';
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
        <Radio.Group
          aria-label={t('manager.deleteBody', { count })}
          value={isGiven ? 'give' : 'too'}
          onChange={(value) => setGiven(value === 'give')}
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
              onChoose={setSuccessorId}
            />
            <Radio size="xs" value="too" label={t('manager.deleteToo')} />
          </Stack>
        </Radio.Group>
      )}
      <Text size="xs" c="var(--quiet)">
        {t('manager.undoHint')}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" size="xs" onClick={onDone}>
          {t('manager.cancel')}
        </Button>
        <Button
          size="xs"
          color="red"
          loading={isBusy}
          disabled={categories.length === 0 || (!isUnused && isGiven && successorId === null)}
          onClick={() => void remove()}
        >
          {t('manager.delete')}
        </Button>
      </Group>
    </Stack>
  );
}
