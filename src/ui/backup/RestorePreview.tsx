import { Button, Group, Stack, Table, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenBackup } from '#flows/backup/openBackup.ts';
import { bytesText } from '../text/bytesText.ts';
import { timeText } from '../text/timeText.ts';

export interface RestorePreviewProps {
  readonly file: File;
  readonly backup: OpenBackup;
  readonly offeredName: string;
  onBack(): void;
  onRestore(name: string): void;
}

/** What is in the file, as it says itself, and what the new project is to be called. */
export function RestorePreview({
  file,
  backup,
  offeredName,
  onBack,
  onRestore,
}: RestorePreviewProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(offeredName);
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (name.trim() !== '') onRestore(name.trim());
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Facts file={file} backup={backup} />
        <TextInput
          size="sm"
          label={t('restore.name')}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Text size="xs" c="var(--quiet)">
          {t('restore.asNew')}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" size="sm" onClick={onBack}>
            {t('restore.back')}
          </Button>
          <Button type="submit" size="sm" disabled={name.trim() === ''} data-autofocus>
            {t('restore.restore')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Facts({ file, backup }: Pick<RestorePreviewProps, 'file' | 'backup'>) {
  const { t } = useTranslation();
  const { manifest, sizeBytes } = backup;
  const { counts, createdBy, createdAt } = manifest;
  const written = timeText(createdAt);
  const rows = [
    [t('restore.file'), file.name],
    [t('restore.project'), manifest.projectName],
    [
      t('restore.written'),
      createdBy === '' ? written : t('restore.writtenBy', { written, by: createdBy }),
    ],
    [
      t('restore.content'),
      t('export.counts', {
        images: t('export.images', { count: counts.images }),
        objects: t('export.objects', { count: counts.annotations }),
      }),
    ],
    [t('restore.pictures'), pictureText()],
    [t('restore.size'), bytesText(sizeBytes)],
  ] as const;
  function pictureText(): string {
    if (!manifest.hasImages) return t('restore.withoutPictures');
    const { missingImages } = manifest;
    return missingImages === 0
      ? t('restore.withPictures')
      : t('restore.withSomePictures', { count: missingImages });
  }
  return (
    <Table fz="sm" verticalSpacing={4} horizontalSpacing={4} layout="fixed">
      <Table.Tbody>
        {rows.map(([label, value]) => (
          <Table.Tr key={label}>
            <Table.Th scope="row" w={110} fw={500} c="var(--quiet)">
              {label}
            </Table.Th>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
