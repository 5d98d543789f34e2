import { Button, CloseButton, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { allowBackupFolder } from '#flows/backup/backupState.ts';
import { reportError } from '#flows/report.ts';
import { showReminder } from '#store/backupStore.ts';
import { showDialog } from '#store/sessionStore.ts';
import { setRemindedAt } from '#store/settingsStore.ts';
import { useBackup, useServices } from '../servicesContext.ts';
import classes from './BackupReminder.module.css';

/** A word about the last backup when it is old and none is written by itself, or when one could not be. */
export function BackupReminder() {
  const days = useBackup((state) => state.reminderDays);
  const lostFolder = useBackup(({ plan, permission, failure, folderName }) =>
    plan.isOn && failure !== null && permission !== 'granted' ? folderName : null,
  );
  if (lostFolder !== null) return <LostFolder key={lostFolder} folderName={lostFolder} />;
  return days === null ? null : <OldBackup days={days} />;
}

function OldBackup({ days }: { readonly days: number }) {
  const { t } = useTranslation();
  const { stores, now } = useServices();
  function dismiss(): void {
    setRemindedAt(stores.settings, now());
    showReminder(stores.backup, null);
  }
  function backUp(): void {
    dismiss();
    showDialog(stores.session, 'backup');
  }
  return (
    <Reminder
      text={t('backup.reminder', { count: days })}
      action={t('backup.remindNow')}
      onAction={backUp}
      onDismiss={dismiss}
    />
  );
}

/** Browsers forget after a restart that a folder may be written to. */
function LostFolder({ folderName }: { readonly folderName: string }) {
  const { t } = useTranslation();
  const services = useServices();
  const [isDismissed, setDismissed] = useState(false);
  if (isDismissed) return null;
  return (
    <Reminder
      text={t('settings.backup.notAllowed', { folderName })}
      action={t('settings.backup.allow')}
      onAction={() =>
        void allowBackupFolder(services).catch((error: unknown) => reportError(services, error))
      }
      onDismiss={() => setDismissed(true)}
    />
  );
}

interface ReminderProps {
  readonly text: string;
  readonly action: string;
  onAction(): void;
  onDismiss(): void;
}

function Reminder({ text, action, onAction, onDismiss }: ReminderProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.reminder} role="status">
      <Group gap="sm" wrap="nowrap">
        <Text size="sm">{text}</Text>
        <Button size="xs" onClick={onAction} style={{ flexShrink: 0 }}>
          {action}
        </Button>
        <CloseButton size="sm" aria-label={t('notice.close')} onClick={onDismiss} />
      </Group>
    </div>
  );
}
