import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { registerSW } from 'virtual:pwa-register';

/** Installs the service worker and offers, never forces, a newer version. */
export function UpdatePrompt() {
  const { t } = useTranslation();
  useEffect(() => {
    const update = registerSW({
      onNeedRefresh: () =>
        notifications.show({
          id: 'update',
          autoClose: false,
          message: (
            <Group justify="space-between" wrap="nowrap">
              <Text size="sm">{t('update.ready')}</Text>
              <Button size="xs" onClick={() => void update(true)}>
                {t('update.reload')}
              </Button>
            </Group>
          ),
        }),
    });
  }, [t]);
  return null;
}
