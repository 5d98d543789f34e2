import { Button, Group, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageSummary } from '#core/project/project.ts';
import { reportError } from '#flows/report.ts';
import { saveBackup } from '#flows/backup/saveArchive.ts';
import { showDialog } from '#store/sessionStore.ts';
import { ProjectCounts } from './ProjectCounts.tsx';
import { useDocument, useServices, useSession } from '../servicesContext.ts';
import { Dialog } from '../widgets/Dialog.tsx';
import { isPassphraseReady, noPassphrase, Passphrase } from './Passphrase.tsx';
import { bytesText } from '../text/bytesText.ts';

/** The whole project as one file. */
export function BackupDialog() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const isOpen = useSession((state) => state.dialog === 'backup');
  const close = () => showDialog(stores.session, null);
  return (
    <Dialog isOpen={isOpen} onClose={close} title={t('backup.title')} size="md">
      <BackupForm onClose={close} />
    </Dialog>
  );
}

function BackupForm({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const services = useServices();
  const [hasImages, setHasImages] = useState(true);
  const [passphrase, setPassphrase] = useState(noPassphrase);
  const images = useDocument(({ document }) => document?.images);
  const imageBytes = bytesOf(images?.values() ?? []);
  function save(): void {
    onClose();
    // at once: the file dialog wants to come right after the click
    saveBackup(services, {
      hasImages,
      passphrase: passphrase.isWanted ? passphrase.typed : '',
    }).catch((error: unknown) => reportError(services, error));
  }
  return (
    <Stack gap="md">
      <ProjectCounts images={[...(images?.values() ?? [])]} />
      <Text size="sm" c="var(--quiet)">
        {t('backup.body')}
      </Text>
      <ImagesSwitch isOn={hasImages} imageBytes={imageBytes} onChange={setHasImages} />
      <Passphrase value={passphrase} onChange={setPassphrase} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" size="sm" onClick={onClose}>
          {t('backup.cancel')}
        </Button>
        <Button size="sm" onClick={save} disabled={!isPassphraseReady(passphrase)} data-autofocus>
          {t('backup.save')}
        </Button>
      </Group>
    </Stack>
  );
}

interface ImagesSwitchProps {
  readonly isOn: boolean;
  readonly imageBytes: number;
  onChange(isOn: boolean): void;
}

/** Whether the pictures go along, and what they weigh. */
export function ImagesSwitch({ isOn, imageBytes, onChange }: ImagesSwitchProps) {
  const { t } = useTranslation();
  return (
    <Switch
      size="sm"
      checked={isOn}
      label={t('backup.images', { size: bytesText(imageBytes) })}
      description={t('backup.imagesHint')}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

/** Of all pictures; those that share their bytes count once. */
export function bytesOf(images: Iterable<ImageSummary>): number {
  const sizes = new Map([...images].map(({ blobKey, sizeBytes }) => [blobKey, sizeBytes]));
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}
