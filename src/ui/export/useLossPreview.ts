import { useEffect, useState } from 'react';
import type { ExportChoice } from '#core/project/exportChoice.ts';
import type { ExportFormat, LossPreview } from '#flows/export/formats.ts';
import { previewLosses } from '#flows/export/previewLosses.ts';
import { isAbort, reportError } from '#flows/report.ts';
import { useServices } from '../servicesContext.ts';

/** A number that is typed has come to rest after so long, ms. */
const restMs = 200;

/** What the choice would cost, as it is found; null until something is known. */
export function useLossPreview(
  choice: ExportChoice,
  format: ExportFormat | null,
  isWanted: boolean,
): LossPreview | null {
  const services = useServices();
  const [found, setFound] = useState<{
    readonly choice: ExportChoice;
    readonly preview: LossPreview;
  } | null>(null);
  useEffect(() => {
    if (!format || !isWanted) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const look = async (): Promise<void> => {
      await services.wait(restMs, signal);
      const tell = (preview: LossPreview) => setFound({ choice, preview });
      await previewLosses(services, { choice, format }, tell, signal);
    };
    look().catch((error: unknown) => {
      if (!isAbort(error)) reportError(services, error);
    });
    return () => controller.abort();
  }, [services, choice, format, isWanted]);
  return found?.choice === choice ? found.preview : null;
}
