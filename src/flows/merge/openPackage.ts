import { AppError, type Failure } from '#core/failure.ts';
import type { PackageContent } from '#core/merge/packageContent.ts';
import { agreementOf } from '#core/metrics/agreement.ts';
import { showMerge } from '#store/mergeStore.ts';
import { readPackage } from '../backup/readPackage.ts';
import type { Services } from '../services.ts';
import { planMergeNow } from './planMergeNow.ts';

/**
 * Reads a package and shows what merging it into the open project would do. Nothing is written.
 *
 * @param passphrase '' when none was typed
 * @returns why it cannot be read; null when it is shown
 */
export async function openPackage(
  services: Services,
  file: File,
  passphrase: string,
): Promise<Failure | null> {
  try {
    await showPackage(services, await readPackage(services, file, passphrase || null));
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.failure;
    throw error;
  }
}

/** Shows a package that was read. @throws AppError storage/… */
export async function showPackage(services: Services, content: PackageContent): Promise<void> {
  const { document } = services.stores.document.getState();
  if (!document) return;
  const plan = await planMergeNow(services, document, content);
  const projectId = document.project.id;
  const agreement = agreementOf(plan.pairs);
  showMerge(services.stores.merge, { projectId, content, plan, agreement });
}
