import { Button, Divider, Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteDatabase } from '#storage/deleteDatabase.ts';
import { copiedProjectIds } from '#storage/secondCopy/copyFolder.ts';

/** What to do when the browser does not open the database, but the labels are in the second copy too. */
export function SecondCopyRecovery() {
  const { t } = useTranslation();
  const [count, setCount] = useState(0);
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState<string | null>(null);
  useEffect(() => {
    // a browser without files for pages has no copy either
    copiedProjectIds().then(
      (ids) => setCount(ids.length),
      () => setCount(0),
    );
  }, []);
  if (count === 0) return null;
  function startAnew(): void {
    deleteDatabase().then(
      () => window.location.reload(),
      (error: unknown) => setReason(String(error)),
    );
  }
  return (
    <Stack gap="sm" w="100%">
      <Divider />
      <Title order={2} size="h5">
        {t('crash.secondCopyTitle')}
      </Title>
      <Text size="sm">{t('crash.secondCopyBody', { count })}</Text>
      <Text size="sm">{t('crash.secondCopyLast')}</Text>
      {isAsking ? (
        <Group gap="sm">
          <Button color="red" onClick={startAnew}>
            {t('crash.deleteSurely')}
          </Button>
          <Button variant="default" onClick={() => setAsking(false)}>
            {t('crash.deleteNot')}
          </Button>
        </Group>
      ) : (
        <Group gap="sm">
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('crash.deleteDatabase')}
          </Button>
        </Group>
      )}
      {reason !== null && <Text size="sm">{t('crash.deleteFailed', { reason })}</Text>}
    </Stack>
  );
}
