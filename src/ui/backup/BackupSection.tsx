import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { backUpNow } from '#flows/backup/backupSchedule.ts';
import { allowBackupFolder, chooseBackupFolder } from '#flows/backup/backupState.ts';
import { reportError } from '#flows/report.ts';
import { setSettingsSection, showDialog, type DialogName } from '#store/sessionStore.ts';
import { useBackup, useDocument, useServices } from '../servicesContext.ts';
import { timeText } from '../text/timeText.ts';
import { failureText } from '../text/failureText.ts';
import { ReminderChoice, ScheduleChoices } from './ScheduleChoices.tsx';
import { SchedulePassphrase } from './SchedulePassphrase.tsx';

/** Backups by hand and by themselves. */
export function BackupSection() {
  const { archives } = useServices();
  const hasFolder = useBackup((state) => state.folderName !== null);
  return (
    <Stack gap="lg">
      <ByHand />
      {archives.canPickFolder() ? <FolderChoice /> : <NoFolders />}
      {archives.canPickFolder() && hasFolder && (
        <>
          <ScheduleChoices />
          <SchedulePassphrase />
        </>
      )}
      <ReminderChoice />
    </Stack>
  );
}

function ByHand() {
  const { t } = useTranslation();
  const { stores } = useServices();
  function show(dialog: DialogName): void {
    setSettingsSection(stores.session, null);
    showDialog(stores.session, dialog);
  }
  return (
    <Stack gap={6} align="flex-start">
      <Text size="sm" fw={600}>
        {t('settings.backup.byHand')}
      </Text>
      <Text size="xs" c="var(--quiet)">
        {t('settings.backup.byHandHint')}
      </Text>
      <Group gap="xs">
        <Button size="xs" onClick={() => show('backup')}>
          {t('command.backUp')}
        </Button>
        <Button size="xs" variant="default" onClick={() => show('restore')}>
          {t('command.restoreBackup')}
        </Button>
      </Group>
      <LastBackupText />
    </Stack>
  );
}

/** When the open project was saved last. */
function LastBackupText() {
  const { t } = useTranslation();
  const projectId = useDocument(({ document }) => document?.project.id);
  const last = useBackup((state) => (projectId ? state.last[projectId] : undefined));
  const time = last && last.at > 0 ? timeText(last.at) : null;
  return (
    <Text size="xs" role="status">
      {time === null
        ? t('settings.backup.never')
        : t('settings.backup.last', { time, fileName: last?.fileName })}
    </Text>
  );
}

function FolderChoice() {
  const { t } = useTranslation();
  const services = useServices();
  const folderName = useBackup((state) => state.folderName);
  const isRunning = useBackup((state) => state.isRunning);
  const run = (work: Promise<void>) =>
    void work.catch((error: unknown) => reportError(services, error));
  return (
    <Stack gap={6} align="flex-start">
      <Text size="sm" fw={600}>
        {t('settings.backup.schedule')}
      </Text>
      <Text size="xs" c="var(--quiet)">
        {t('settings.backup.scheduleHint')}
      </Text>
      <Group gap="xs">
        {folderName !== null && (
          <Text size="sm">{t('settings.backup.folder', { folderName })}</Text>
        )}
        <Button size="xs" variant="default" onClick={() => run(chooseBackupFolder(services))}>
          {t(folderName === null ? 'settings.backup.choose' : 'settings.backup.chooseOther')}
        </Button>
        {folderName !== null && (
          <Button
            size="xs"
            variant="default"
            loading={isRunning}
            onClick={() => run(backUpNow(services, new AbortController().signal))}
          >
            {t('settings.backup.now')}
          </Button>
        )}
      </Group>
      <FolderTrouble />
    </Stack>
  );
}

/** Why nothing is written at the moment, and the way out. */
function FolderTrouble() {
  const { t } = useTranslation();
  const services = useServices();
  const folderName = useBackup((state) => state.folderName);
  const isAllowed = useBackup((state) => state.permission === 'granted');
  const failure = useBackup((state) => state.failure);
  if (folderName === null) return null;
  if (isAllowed) {
    return failure && <Alert color="red">{failureText(t, failure)}</Alert>;
  }
  return (
    <Alert color="yellow" role="alert">
      <Group gap="sm">
        <Text size="sm">{t('settings.backup.notAllowed', { folderName })}</Text>
        <Button
          size="xs"
          onClick={() =>
            void allowBackupFolder(services).catch((error: unknown) => reportError(services, error))
          }
        >
          {t('settings.backup.allow')}
        </Button>
      </Group>
    </Alert>
  );
}

function NoFolders() {
  const { t } = useTranslation();
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600}>
        {t('settings.backup.schedule')}
      </Text>
      <Text size="xs" c="var(--quiet)">
        {t('settings.backup.noFolders')}
      </Text>
    </Stack>
  );
}
