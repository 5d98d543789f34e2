import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setBackupPassphrase } from '#flows/backup/backupState.ts';
import { reportError } from '#flows/report.ts';
import { useBackup, useServices } from '../servicesContext.ts';
import { isPassphraseReady, noPassphrase, PassphrasePair } from './Passphrase.tsx';

/** Whether scheduled backups are sealed; setting, changing and taking off the passphrase. */
export function SchedulePassphrase() {
  const { t } = useTranslation();
  const services = useServices();
  const isSealed = useBackup((state) => state.isSealed);
  const [isTyping, setTyping] = useState(false);
  const set = (passphrase: string) => {
    setTyping(false);
    void setBackupPassphrase(services, passphrase).catch((error: unknown) =>
      reportError(services, error),
    );
  };
  if (isTyping) return <NewPassphrase onDone={set} onCancel={() => setTyping(false)} />;
  return (
    <Stack gap={6} align="flex-start">
      <Text size="sm" fw={600}>
        {t('settings.backup.passphrase')}
      </Text>
      <Text size="xs" c="var(--quiet)">
        {t(isSealed ? 'settings.backup.sealed' : 'settings.backup.notSealed')}
      </Text>
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={() => setTyping(true)}>
          {t(isSealed ? 'settings.backup.changePassphrase' : 'settings.backup.setPassphrase')}
        </Button>
        {isSealed && (
          <Button size="xs" variant="default" onClick={() => set('')}>
            {t('settings.backup.dropPassphrase')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

interface NewPassphraseProps {
  onDone(passphrase: string): void;
  onCancel(): void;
}

function NewPassphrase({ onDone, onCancel }: NewPassphraseProps) {
  const { t } = useTranslation();
  const [value, setValue] = useState({ ...noPassphrase, isWanted: true });
  return (
    <Stack gap="xs" maw={360}>
      <PassphrasePair value={value} onChange={setValue} />
      <Group gap="xs">
        <Button size="xs" disabled={!isPassphraseReady(value)} onClick={() => onDone(value.typed)}>
          {t('settings.backup.usePassphrase')}
        </Button>
        <Button size="xs" variant="default" onClick={onCancel}>
          {t('backup.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
