import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { categoriesOfLines } from '#core/annotation/categoryLines.ts';
import { addCategories } from '#flows/categories/listEdits.ts';
import { useServices } from '../../servicesContext.ts';

/** New categories, typed or pasted one a line. */
export function AddLines({ onDone }: { onDone(): void }) {
  const { t } = useTranslation();
  const services = useServices();
  const [text, setText] = useState('');
  const entries = categoriesOfLines(text);
  async function add(): Promise<void> {
    await addCategories(services, entries);
    onDone();
  }
  return (
    <Stack gap="sm">
      <Textarea
        label={t('manager.addLabel')}
        description={t('manager.addHint')}
        autosize
        minRows={8}
        maxRows={16}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" size="xs" onClick={onDone}>
          {t('manager.cancel')}
        </Button>
        <Button size="xs" disabled={entries.length === 0} onClick={() => void add()}>
          {t('manager.addMany', { count: entries.length })}
        </Button>
      </Group>
    </Stack>
  );
}
