import { AppError } from '#core/failure.ts';
import { notify, type NoticeMessage } from '#store/jobsStore.ts';
import type { Services } from './services.ts';

/**
 * What becomes of a caught error: an expected failure is told to the user, an abort is nothing to
 * tell, anything else is a bug and goes on to the error boundary.
 */
export function reportError(services: Pick<Services, 'stores' | 'newId'>, error: unknown): void {
  if (isAbort(error)) return;
  if (!(error instanceof AppError)) throw error;
  say(services, 'problem', { about: 'failure', failure: error.failure });
}

/** Shows a notice. */
export function say(
  { stores, newId }: Pick<Services, 'stores' | 'newId'>,
  kind: 'problem' | 'info',
  message: NoticeMessage,
): void {
  notify(stores.jobs, { id: newId(), kind, message });
}

/** Whether the work was merely called off. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
