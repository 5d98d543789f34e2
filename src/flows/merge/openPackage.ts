import { AppError, type Failure } from '#core/failure.ts';
import { agreementOf } from '#core/metrics/agreement.ts';
import { showMerge } from '#store/mergeStore.ts';
import type { Services } from '../services.ts';
import type { PackageReader } from './packageReader.ts';
import { planMergeNow } from './planMergeNow.ts';

/** Reads a package and shows what merging it into the open project would do. Nothing is written. */
export async function openPackage(
  services: Services,
  readPackage: PackageReader,
  { file, passphrase }: { readonly file: File; readonly passphrase: string },
): Promise<Failure | null> {
  const { document } = services.stores.document.getState();
  if (!document) return null;
  try {
    const content = await readPackage(file, passphrase);
    const plan = await planMergeNow(services, document, content);
    const agreement = agreementOf(plan.pairs);
    const projectId = document.project.id;
    showMerge(services.stores.merge, { projectId, content, plan, agreement });
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.failure;
    throw error;
  }
}
