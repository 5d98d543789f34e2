import { Button, Stack, Text } from '@mantine/core';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LastExport } from '#store/exportStore.ts';
import { saveFile } from '../widgets/saveFile.ts';

/** What was done to the images on their way out, and the list of names that must not go with them. */
export function PrivacyNote({ last }: { readonly last: LastExport }) {
  const { t } = useTranslation();
  const { report, nameList, fileName } = last;
  const { stripsMetadata, rewrittenImages } = report.privacy;
  function saveNames(): void {
    const blob = new Blob([nameList ?? ''], { type: 'text/csv' });
    saveFile(blob, fileName.replace(/\.zip$/u, '-names.csv'));
  }
  return (
    <section aria-labelledby="export-privacy">
      <Text component="h3" id="export-privacy" size="sm" fw={600} mb={4}>
        {t('exportReport.privacy')}
      </Text>
      <Stack gap={4} align="flex-start">
        <Text size="sm">
          {t(stripsMetadata ? 'exportReport.stripped' : 'exportReport.notStripped')}
        </Text>
        {rewrittenImages.length > 0 && (
          <Text size="sm">{t('exportReport.rewritten', { count: rewrittenImages.length })}</Text>
        )}
        {report.editedImages.length > 0 && (
          <Text size="sm">{t('exportReport.edited', { count: report.editedImages.length })}</Text>
        )}
        {nameList !== null && (
          <>
            <Text size="sm">{t('exportReport.renamed')}</Text>
            <Button
              size="xs"
              variant="light"
              leftSection={<Download size={14} aria-hidden />}
              onClick={saveNames}
            >
              {t('exportReport.saveNames')}
            </Button>
          </>
        )}
      </Stack>
    </section>
  );
}
