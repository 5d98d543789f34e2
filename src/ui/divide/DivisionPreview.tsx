import { Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DivisionReport } from '#core/division/report.ts';
import { DivisionTable } from './DivisionTable.tsx';
import { DivisionWarnings } from './DivisionWarnings.tsx';

export interface DivisionPreviewProps {
  readonly report: DivisionReport;
  readonly title: string;
  readonly leftOut: 'skipped' | 'undivided'; // why images are left out
}

/** What a division gives to each part, and what is to be known of it. */
export function DivisionPreview({ report, title, leftOut }: DivisionPreviewProps) {
  const { t } = useTranslation();
  const { keptTogether, leftOutCount } = report;
  return (
    <Stack gap="xs" style={{ minWidth: 0 }}>
      <Title order={3} size="sm">
        {title}
      </Title>
      <DivisionTable report={report} />
      <DivisionWarnings report={report} />
      {keptTogether.groupCount > 0 && (
        <Text size="xs" c="var(--quiet)">
          {t('divide.together', {
            count: keptTogether.groupCount,
            images: keptTogether.imageCount,
          })}
        </Text>
      )}
      {leftOutCount > 0 && (
        <Text size="xs" c="var(--quiet)">
          {t(leftOut === 'skipped' ? 'divide.leftOut' : 'divide.undivided', {
            count: leftOutCount,
          })}
        </Text>
      )}
    </Stack>
  );
}
