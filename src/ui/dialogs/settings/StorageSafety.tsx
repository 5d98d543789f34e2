import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../servicesContext.ts';
import classes from './EngineSection.module.css';

export interface StorageSafetyProps {
  readonly isPersisted: boolean;
  onAsked(): void;
}

/** Whether the browser may delete the work by itself, in plain words, and what helps. */
export function StorageSafety({ isPersisted, onAsked }: StorageSafetyProps) {
  const { t } = useTranslation();
  const { storage } = useServices();
  const [isRefused, setRefused] = useState(false);
  const browser = browserKind(navigator.userAgent);
  return (
    <Stack component="section" gap={8}>
      <Group gap="sm">
        <Text size="sm" fw={600}>
          {t('settings.storage.safety')}
        </Text>
        <Badge
          size="sm"
          radius="sm"
          variant={isPersisted ? 'filled' : 'default'}
          data-testid="storage-safety"
        >
          {t(isPersisted ? 'settings.storage.persisted' : 'settings.storage.notPersisted')}
        </Badge>
      </Group>
      <div className={classes.card}>
        <Text size="xs">
          {t(isPersisted ? 'settings.storage.persistedText' : 'settings.storage.riskText')}
          {(browser === 'Safari' || !isPersisted) && ` ${t(`settings.storage.risk${browser}`)}`}
        </Text>
      </div>
      {!isPersisted && (
        <Group gap="sm">
          <Button
            size="compact-sm"
            onClick={() => {
              void storage.askToPersist().then((isPromised) => {
                setRefused(!isPromised);
                onAsked();
              });
            }}
          >
            {t('settings.storage.ask')}
          </Button>
          <Text size="xs" role="status">
            {isRefused ? t('settings.storage.refused') : ''}
          </Text>
        </Group>
      )}
    </Stack>
  );
}

/** Which browser's habits apply; all on iOS are Safari inside. */
function browserKind(userAgent: string): 'Safari' | 'Firefox' | 'Chrome' {
  if (/firefox\//iu.test(userAgent)) return 'Firefox';
  return /chrom(e|ium)\//iu.test(userAgent) ? 'Chrome' : 'Safari';
}
