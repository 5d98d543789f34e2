import { Button, Divider, Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  findUpgradeCopy,
  goBackToCopy,
  upgradeCopyFile,
  type UpgradeCopy,
} from '#storage/upgradeCopy.ts';
import { saveFile } from '#ui/widgets/saveFile.ts';
import { timeText } from '#ui/text/timeText.ts';

/** The ways out when an upgrade of the records was not seen to work; nothing when there was none. */
export function UpgradeRecovery() {
  const { t } = useTranslation();
  const [copy, setCopy] = useState<UpgradeCopy | null>(null);
  const [isGoingBack, setGoingBack] = useState(false);
  const [reason, setReason] = useState<string | null>(null);
  useEffect(() => {
    // without IndexedDB there is no copy either, and the text above says why
    findUpgradeCopy().then(setCopy, () => setCopy(null));
  }, []);
  if (!copy) return null;
  function goBack(): void {
    setGoingBack(true);
    goBackToCopy().then(
      () => window.location.reload(),
      (error: unknown) => {
        setGoingBack(false);
        setReason(String(error));
      },
    );
  }
  return (
    <Stack gap="sm" w="100%">
      <Divider />
      <Title order={2} size="h5">
        {t('crash.copyTitle')}
      </Title>
      <Text size="sm">{t('crash.copyBody', { date: timeText(copy.copiedAt) })}</Text>
      <Group gap="sm">
        <Button variant="default" loading={isGoingBack} onClick={goBack}>
          {t('crash.goBack')}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            upgradeCopyFile().then(
              (file) => file && saveFile(file, `maskwright-copy-v${copy.fromVersion}.jsonl`),
              (error: unknown) => setReason(String(error)),
            );
          }}
        >
          {t('crash.saveCopy')}
        </Button>
      </Group>
      {reason !== null && <Text size="sm">{t('crash.goBackFailed', { reason })}</Text>}
    </Stack>
  );
}
