import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../servicesContext.ts';

/** What the model runs on, and why. */
export function EngineSection() {
  const { t } = useTranslation();
  const { sam } = useServices();
  return (
    <Stack gap="xs">
      <Text size="sm">{t('settings.engine.model', { model: sam.modelId })}</Text>
    </Stack>
  );
}
