import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Services } from '#flows/services.ts';
import { useServices } from '../../servicesContext.ts';
import { timeText } from '../../text/timeText.ts';
import { saveFile } from '../../widgets/saveFile.ts';

type Entry = Awaited<ReturnType<Services['storage']['quarantined']>>[number];

const knownStores = [
  'projects',
  'categories',
  'images',
  'annotations',
  'journal',
  'snapshots',
  'ownModels',
] as const;

/** The records that could not be read: to be saved for whoever can, or forgotten. */
export function QuarantineList() {
  const { t } = useTranslation();
  const { storage } = useServices();
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  const refresh = useCallback(() => void storage.quarantined().then(setEntries), [storage]);
  useEffect(refresh, [refresh]);
  return (
    <Stack component="section" gap={8}>
      <Text size="sm" fw={600}>
        {t('settings.storage.setAside')}
      </Text>
      <Text size="xs" c="var(--quiet)">
        {t(
          entries.length === 0 ? 'settings.storage.noneSetAside' : 'settings.storage.setAsideHint',
        )}
      </Text>
      {entries.length > 0 && (
        <Table.ScrollContainer minWidth={420} mah={220}>
          <Table verticalSpacing={4} fz="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('settings.storage.record')}</Table.Th>
                <Table.Th>{t('settings.storage.reason')}</Table.Th>
                <Table.Th>{t('settings.storage.found')}</Table.Th>
                <Table.Td />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {entries.map((entry) => (
                <QuarantineRow
                  key={entry.number}
                  entry={entry}
                  onForget={() => void storage.forgetQuarantined(entry.number).then(refresh)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  );
}

function QuarantineRow({ entry, onForget }: { readonly entry: Entry; onForget(): void }) {
  const { t } = useTranslation();
  const { storage } = useServices();
  const { number, store, reason, foundAt } = entry;
  const known = knownStores.find((each) => each === store);
  return (
    <Table.Tr>
      <Table.Td>{known ? t(`settings.storeOf.${known}`) : store}</Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{reason}</Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>{timeText(foundAt)}</Table.Td>
      <Table.Td>
        <Group gap={6} wrap="nowrap" justify="flex-end">
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t('settings.storage.saveOf', { number })}
            onClick={() => saveFile(storage.quarantineFile(entry), `${store}-${number}.json`)}
          >
            {t('settings.storage.save')}
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t('settings.storage.forgetOf', { number })}
            onClick={onForget}
          >
            {t('settings.storage.forget')}
          </Button>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
