import { Button, Group, Stack, Text } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShelfUsage } from '#core/cache/byteShelf.ts';
import { mebibytesText } from '../../text/bytesText.ts';
import { useServices } from '../../servicesContext.ts';

/** How much of what the model has seen is kept on disk, and the way to be rid of it. */
export function KeptEmbeddings() {
  const { t } = useTranslation();
  const { embeddings } = useServices();
  const [usage, setUsage] = useState<ShelfUsage | null>(null);
  const refresh = useCallback(() => void embeddings.usage().then(setUsage), [embeddings]);
  useEffect(refresh, [refresh]);
  return (
    <Stack component="section" gap={6} align="flex-start">
      <Text size="sm" fw={600}>
        {t('settings.engine.kept')}
      </Text>
      <Text size="xs" c="var(--quiet)">
        {t('settings.engine.keptHint')}
      </Text>
      <Group gap="sm">
        <Text size="xs" data-testid="kept-embeddings">
          {usage &&
            t('settings.engine.keptUsage', {
              count: usage.count,
              used: mebibytesText(usage.bytes),
              budget: mebibytesText(usage.budgetBytes),
            })}
        </Text>
        <Button
          size="compact-xs"
          variant="default"
          disabled={!usage || usage.count === 0}
          onClick={() => void embeddings.clear().then(refresh)}
        >
          {t('settings.engine.keptClear')}
        </Button>
      </Group>
    </Stack>
  );
}
