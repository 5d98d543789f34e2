import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppError, type Failure } from '#core/failure.ts';
import { openBackup, type OpenBackup } from '#flows/backup/openBackup.ts';
import { hasProjectNamed, restoreAsProject } from '#flows/backup/restoreAsProject.ts';
import type { RestoreProgress } from '#flows/backup/restoreBackup.ts';
import { isAbort } from '#flows/report.ts';
import type { Services } from '#flows/services.ts';
import { useServices } from '../servicesContext.ts';

/** How far a restore is. */
export type RestoreStep =
  | { readonly kind: 'choose'; readonly failure: Failure | null }
  | { readonly kind: 'opening'; readonly file: File }
  | { readonly kind: 'sealed'; readonly file: File; readonly isWrong: boolean }
  | {
      readonly kind: 'preview';
      readonly file: File;
      readonly backup: OpenBackup;
      readonly name: string; // offered for the new project
    }
  | { readonly kind: 'restoring'; readonly progress: RestoreProgress };

const start: RestoreStep = { kind: 'choose', failure: null };

/** The steps of a restore, from a file to a project. A newer file takes the place of one being opened. */
export function useRestoreSteps(onRestored: () => void) {
  const { t } = useTranslation();
  const services = useServices();
  const [step, setStep] = useState<RestoreStep>(start);
  const controller = useRef(new AbortController());

  function begin(): AbortSignal {
    controller.current.abort();
    controller.current = new AbortController();
    return controller.current.signal;
  }

  async function open(file: File, passphrase: string | null): Promise<void> {
    const signal = begin();
    setStep({ kind: 'opening', file });
    try {
      const backup = await openBackup(services, file, passphrase);
      const name = await offeredName(services, backup, (key, values) => t(key, values));
      if (!signal.aborted) setStep({ kind: 'preview', file, backup, name });
    } catch (error) {
      if (signal.aborted) return;
      setStep(stepAfter(error, file));
    }
  }

  async function restore(backup: OpenBackup, name: string): Promise<void> {
    const signal = begin();
    const onProgress = (progress: RestoreProgress) => {
      if (!signal.aborted) setStep({ kind: 'restoring', progress });
    };
    onProgress({ part: 'verify', share: 0 });
    try {
      await restoreAsProject(services, backup, { name, onProgress }, signal);
      setStep(start);
      onRestored();
    } catch (error) {
      if (isAbort(error)) return;
      setStep(stepAfter(error, null));
    }
  }

  function reset(): void {
    begin();
    setStep(start);
  }

  return { step, open, restore, reset };
}

/** A failure is shown where it happened; what is none of ours goes to the error boundary. */
function stepAfter(error: unknown, file: File | null): RestoreStep {
  if (!(error instanceof AppError)) throw error;
  const { failure } = error;
  if (file && failure.code === 'archive/passphrase-needed') {
    return { kind: 'sealed', file, isWrong: false };
  }
  if (file && failure.code === 'archive/wrong-passphrase') {
    return { kind: 'sealed', file, isWrong: true };
  }
  return { kind: 'choose', failure };
}

type NameKey = 'restore.nameOfPackage' | 'restore.nameTaken';

/** The name it had, unless that is taken. */
async function offeredName(
  services: Services,
  { manifest }: OpenBackup,
  text: (key: NameKey, values: { readonly name: string }) => string,
): Promise<string> {
  const { kind, projectName: name } = manifest;
  if (kind === 'package') return text('restore.nameOfPackage', { name });
  return (await hasProjectNamed(services, name)) ? text('restore.nameTaken', { name }) : name;
}
