import { Alert, Button, FileInput, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { PackageOpen } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '#core/failure.ts';
import { openPackage } from '#flows/merge/openPackage.ts';
import { useServices } from '../servicesContext.ts';
import { failureText } from '../text/failureText.ts';

export interface PackageFormProps {
  onCancel(): void;
}

/** Which file, and the word that opens it. */
export function PackageForm({ onCancel }: PackageFormProps) {
  const { t } = useTranslation();
  const { isReading, failure, read } = usePackage();
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (file) void read(file, passphrase);
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm">{t('merge.intro')}</Text>
        <FileInput
          size="sm"
          aria-label={t('merge.choose')}
          placeholder={t('merge.choose')}
          leftSection={<PackageOpen size={16} aria-hidden />}
          value={file}
          onChange={setFile}
          data-autofocus
        />
        <PasswordInput
          size="sm"
          label={t('merge.passphrase')}
          description={t('merge.passphraseHint')}
          autoComplete="off"
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        {failure && (
          <Alert color="red" variant="light" role="alert" p="xs">
            {failureText(t, failure)}
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" size="sm" onClick={onCancel}>
            {t('merge.cancel')}
          </Button>
          <Button type="submit" size="sm" disabled={!file} loading={isReading}>
            {t('merge.open')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function usePackage() {
  const services = useServices();
  const [isReading, setReading] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  async function read(file: File, passphrase: string): Promise<void> {
    setReading(true);
    setFailure(null);
    try {
      setFailure(await openPackage(services, file, passphrase));
    } finally {
      setReading(false);
    }
  }
  return { isReading, failure, read };
}
