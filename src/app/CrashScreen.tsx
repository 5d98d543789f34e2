import { Button, Code, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SecondCopyRecovery } from './SecondCopyRecovery.tsx';
import { UpgradeRecovery } from './UpgradeRecovery.tsx';

/** What is left to say when something broke: the work is safe, reload, or go back behind an upgrade. */
export function CrashScreen({
  detail,
  isDatabaseShut = false,
}: {
  readonly detail: string;
  readonly isDatabaseShut?: boolean; // the browser does not open it
}) {
  const { t } = useTranslation();
  return (
    <Stack role="alert" maw={560} mx="auto" mt="18vh" p="lg" gap="md" align="flex-start">
      <Title order={1} size="h3">
        {t('crash.title')}
      </Title>
      <Text size="sm">{t('crash.body')}</Text>
      <Code block style={{ whiteSpace: 'pre-wrap' }}>
        {detail}
      </Code>
      <Button onClick={() => window.location.reload()}>{t('crash.reload')}</Button>
      {isDatabaseShut && <SecondCopyRecovery />}
      <UpgradeRecovery />
    </Stack>
  );
}
