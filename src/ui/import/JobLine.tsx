import { Button, Group, Progress, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Job } from '#store/jobsStore.ts';
import { decimalText } from '../text/numberText.ts';

/** One job in the status bar: how far, how fast, how long yet, and the ways to hold it. */
export function JobLine({ job }: { readonly job: Job }) {
  const { t } = useTranslation();
  const { doneCount, totalCount, rest, pace, cancel } = job;
  const text = jobText(t, job);
  const percent = totalCount === 0 ? 100 : (100 * doneCount) / totalCount;
  return (
    <Group gap={8} wrap="nowrap" style={{ flexShrink: 0 }}>
      <Text size="xs" role="status">
        {text}
      </Text>
      <Progress
        w={70}
        size="sm"
        value={percent}
        animated={totalCount === 0}
        color={rest?.isPaused ? 'gray' : undefined}
        aria-label={text}
      />
      {rest?.isPaused ? (
        <Text size="xs">{t('job.paused')}</Text>
      ) : (
        pace && (
          <Text size="xs" visibleFrom="md">
            {t('job.pace', {
              speed: decimalText(pace.bytesPerSecond / 1e6, 1),
              left: durationText(t, pace.remainingMs),
            })}
          </Text>
        )
      )}
      {rest && (
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={rest.isPaused ? rest.resume : rest.pause}
        >
          {t(rest.isPaused ? 'job.resume' : 'job.pause')}
        </Button>
      )}
      <Button size="compact-xs" variant="subtle" onClick={cancel}>
        {t('job.cancel')}
      </Button>
    </Group>
  );
}

function jobText(t: TFunction, { name, doneCount, totalCount }: Job): string {
  if (name === 'lookForImages') return t('job.lookForImages', { count: doneCount });
  return t(`job.${name}`, { done: doneCount, total: totalCount });
}

function durationText(t: TFunction, ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 90) return t('job.seconds', { count: seconds });
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return t('job.minutes', { count: minutes });
  return t('job.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
