import type { ExportChoice } from '#core/project/exportChoice.ts';
import type { DryRun, FormatInfo } from '#formats/worker/exporter.ts';
import type { Services } from '../services.ts';
import { joinLosses, planExport } from './planExport.ts';

/**
 * What would not make it into the files, found by writing them without keeping anything; told as it is
 * found.
 *
 * @throws AppError; the signal's reason on abort
 */
export async function previewLosses(
  services: Services,
  { choice, format }: { readonly choice: ExportChoice; readonly format: FormatInfo },
  onProgress: (dryRun: DryRun) => void,
  signal: AbortSignal,
): Promise<void> {
  const { plan, host, renamed } = planExport(services, choice, format.id);
  await services.exporter.dryRun(plan, host, {
    signal,
    onProgress: (dryRun) => onProgress({ ...dryRun, losses: joinLosses(renamed, dryRun.losses) }),
  });
}
