import { Button, Group, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { reportError } from '#flows/report.ts';
import { bringBack } from '#flows/secondCopy/bringBack.ts';
import type { Services } from '#flows/services.ts';
import type { NoticeMessage } from '#store/jobsStore.ts';

export interface LabelsLostNoticeProps {
  readonly t: TFunction;
  readonly services: Services;
  readonly lost: Extract<NoticeMessage, { about: 'labelsLost' }>;
  readonly hide: () => void;
}

/** The browser has lost its database, and the labels can be had from the second copy. */
export function LabelsLostNotice({ t, services, lost, hide }: LabelsLostNoticeProps) {
  const { projects, lastProjectId } = lost;
  const inWork = projects.filter(({ isInBin }) => !isInBin);
  return (
    <>
      <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {t('notice.labelsLost', { count: inWork.length, name: inWork[0]?.name ?? '' })}
      </Text>
      <Text size="xs" mt={4}>
        {t('notice.labelsLostHint')}
      </Text>
      <Group gap={6} mt={8}>
        <Button
          size="compact-xs"
          onClick={() => {
            hide();
            bringBack(services, projects, lastProjectId).catch((error: unknown) =>
              reportError(services, error),
            );
          }}
        >
          {t('notice.bringBack')}
        </Button>
        <Button size="compact-xs" variant="default" onClick={hide}>
          {t('notice.notNow')}
        </Button>
      </Group>
    </>
  );
}
