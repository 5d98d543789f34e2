import { Group, NativeSelect, Stack, Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BackupPlan } from '#core/backup/backupPlan.ts';
import { changeBackupPlan } from '#flows/backup/backupState.ts';
import { reportError } from '#flows/report.ts';
import { useBackup, useServices } from '../servicesContext.ts';
import { bytesText } from '../text/bytesText.ts';

const intervals = [15, 30, 60, 240, 1440] as const; // minutes
const reminders = [1, 3, 7, 30] as const; // days
const keepCounts = [1, 2, 3, 5, 10, 20, 50, 100];

/** How often, how many, with what. */
export function ScheduleChoices() {
  const { t } = useTranslation();
  const { plan, change } = usePlan();
  const writtenBytes = useBackup((state) => state.writtenBytes);
  return (
    <Stack gap="sm">
      <Switch
        size="sm"
        checked={plan.isOn}
        label={t('settings.backup.isOn')}
        onChange={(event) => change({ isOn: event.currentTarget.checked })}
      />
      <Group gap="md" align="flex-start">
        <NativeSelect
          size="xs"
          label={t('settings.backup.every')}
          value={String(plan.everyMinutes)}
          onChange={(event) => change({ everyMinutes: Number(event.currentTarget.value) })}
          data={intervals.map((minutes) => ({
            value: String(minutes),
            label: t(`settings.backup.interval.${minutes}`),
          }))}
        />
        <NativeSelect
          size="xs"
          w={120}
          label={t('settings.backup.keep')}
          value={String(plan.keepCount)}
          onChange={(event) => change({ keepCount: Number(event.currentTarget.value) })}
          data={keepCounts.map(String)}
        />
      </Group>
      <Text size="xs" c="var(--quiet)">
        {t('settings.backup.keepHint', { size: bytesText(writtenBytes) })}
      </Text>
      <Switch
        size="sm"
        checked={plan.hasImages}
        label={t('settings.backup.images')}
        description={t('settings.backup.imagesHint')}
        onChange={(event) => change({ hasImages: event.currentTarget.checked })}
      />
    </Stack>
  );
}

/** When to be reminded while no backup is written by itself. */
export function ReminderChoice() {
  const { t } = useTranslation();
  const { plan, change } = usePlan();
  return (
    <NativeSelect
      size="xs"
      w={260}
      label={t('settings.backup.remind')}
      description={t('settings.backup.remindHint')}
      value={String(plan.remindDays ?? 0)}
      onChange={(event) => {
        const days = Number(event.currentTarget.value);
        change({ remindDays: days === 0 ? null : days });
      }}
      data={[
        { value: '0', label: t('settings.backup.remindNever') },
        ...reminders.map((days) => ({
          value: String(days),
          label: t('settings.backup.remindAfter', { count: days }),
        })),
      ]}
    />
  );
}

function usePlan() {
  const services = useServices();
  const plan = useBackup((state) => state.plan);
  const change = (patch: Partial<BackupPlan>) =>
    void changeBackupPlan(services, patch).catch((error: unknown) => reportError(services, error));
  return { plan, change };
}
