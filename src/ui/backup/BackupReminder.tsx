import { Button, CloseButton, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { showReminder } from '#store/backupStore.ts';
import { showDialog } from '#store/sessionStore.ts';
import { setRemindedAt } from '#store/settingsStore.ts';
import { useBackup, useServices } from '../servicesContext.ts';
import classes from './BackupReminder.module.css';

/** A word about the last backup, when it is old and none is written by itself. */
export function BackupReminder() {
  const { t } = useTranslation();
  const { stores, now } = useServices();
  const days = useBackup((state) => state.reminderDays);
  if (days === null) return null;
  function dismiss(): void {
    setRemindedAt(stores.settings, now());
    showReminder(stores.backup, null);
  }
  function backUp(): void {
    dismiss();
    showDialog(stores.session, 'backup');
  }
  return (
    <div className={classes.reminder} role="status">
      <Group gap="sm" wrap="nowrap">
        <Text size="sm">{t('backup.reminder', { count: days })}</Text>
        <Button size="xs" onClick={backUp}>
          {t('backup.remindNow')}
        </Button>
        <CloseButton size="sm" aria-label={t('notice.close')} onClick={dismiss} />
      </Group>
    </div>
  );
}
