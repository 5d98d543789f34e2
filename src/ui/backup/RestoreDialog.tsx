import { Alert, Button, Group, Loader, Paper, Progress, Stack, Text } from '@mantine/core';
import { useState, type DragEvent, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '#core/failure.ts';
import { reportError } from '#flows/report.ts';
import { showDialog } from '#store/sessionStore.ts';
import { useServices, useSession } from '../servicesContext.ts';
import { failureText } from '../text/failureText.ts';
import { Dialog } from '../widgets/Dialog.tsx';
import { PassphraseField } from './Passphrase.tsx';
import { RestorePreview } from './RestorePreview.tsx';
import { useRestoreSteps } from './restoreSteps.ts';

/** A file becomes a project again. */
export function RestoreDialog() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const isOpen = useSession((state) => state.dialog === 'restore');
  const close = () => showDialog(stores.session, null);
  return (
    <Dialog isOpen={isOpen} onClose={close} title={t('restore.title')} size="md">
      <RestoreSteps onClose={close} />
    </Dialog>
  );
}

function RestoreSteps({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const services = useServices();
  const { step, open, restore, reset } = useRestoreSteps(onClose);
  const report = (error: unknown) => reportError(services, error);
  switch (step.kind) {
    case 'choose':
      return (
        <ChooseFile failure={step.failure} onFile={(file) => void open(file, null).catch(report)} />
      );
    case 'opening':
      return (
        <Group gap="sm" role="status">
          <Loader size="xs" />
          <Text size="sm">{t('restore.opening', { fileName: step.file.name })}</Text>
        </Group>
      );
    case 'sealed':
      return (
        <Unseal
          fileName={step.file.name}
          isWrong={step.isWrong}
          onBack={reset}
          onPassphrase={(typed) => void open(step.file, typed).catch(report)}
        />
      );
    case 'preview':
      return (
        <RestorePreview
          file={step.file}
          backup={step.backup}
          offeredName={step.name}
          onBack={reset}
          onRestore={(name) => void restore(step.backup, name).catch(report)}
        />
      );
    case 'restoring':
      return <Restoring {...step.progress} onCancel={reset} />;
  }
}

interface ChooseFileProps {
  readonly failure: Failure | null;
  onFile(file: File): void;
}

function ChooseFile({ failure, onFile }: ChooseFileProps) {
  const { t } = useTranslation();
  const services = useServices();
  const [isOver, setOver] = useState(false);
  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  }
  async function pick(): Promise<void> {
    const file = await services.archives.pick();
    if (file) onFile(file);
  }
  return (
    <Stack gap="md">
      <Text size="sm" c="var(--quiet)">
        {t('restore.body')}
      </Text>
      {failure && (
        <Alert color="red" role="alert">
          {failureText(t, failure)}
        </Alert>
      )}
      <Paper
        withBorder
        p="xl"
        data-drop-zone
        style={{ borderStyle: 'dashed', outline: isOver ? dropOutline : undefined }}
        onDragOver={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Stack align="center" gap="xs">
          <Button
            size="sm"
            data-autofocus
            onClick={() => void pick().catch((error: unknown) => reportError(services, error))}
          >
            {t('restore.choose')}
          </Button>
          <Text size="xs" c="var(--quiet)">
            {t('restore.drop')}
          </Text>
        </Stack>
      </Paper>
    </Stack>
  );
}

const dropOutline = '2px solid var(--mantine-primary-color-filled)';

interface UnsealProps {
  readonly fileName: string;
  readonly isWrong: boolean;
  onBack(): void;
  onPassphrase(typed: string): void;
}

function Unseal({ fileName, isWrong, onBack, onPassphrase }: UnsealProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (typed !== '') onPassphrase(typed);
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm">{t('restore.sealed', { fileName })}</Text>
        <PassphraseField
          label={t('passphrase.field')}
          value={typed}
          isNew={false}
          onChange={setTyped}
          error={isWrong && typed === '' ? t('failure.archive/wrong-passphrase') : undefined}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" size="sm" onClick={onBack}>
            {t('restore.back')}
          </Button>
          <Button type="submit" size="sm" disabled={typed === ''}>
            {t('restore.unseal')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface RestoringProps {
  readonly part: 'verify' | 'write';
  readonly share: number; // 0…1
  onCancel(): void;
}

function Restoring({ part, share, onCancel }: RestoringProps) {
  const { t } = useTranslation();
  const text = t(`restore.${part}`, { percent: Math.floor(share * 100) });
  return (
    <Stack gap="md">
      <Stack gap={6} role="status">
        <Text size="sm">{text}</Text>
        <Progress value={share * 100} size="sm" aria-label={text} />
      </Stack>
      <Group justify="flex-end">
        <Button variant="default" size="sm" onClick={onCancel}>
          {t('backup.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
