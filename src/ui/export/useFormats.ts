import { useEffect, useState } from 'react';
import { listFormats, type ExportFormat } from '#flows/export/formats.ts';
import { reportError } from '#flows/report.ts';
import { useServices } from '../servicesContext.ts';

/** The formats that can be written; empty until the worker has said. */
export function useFormats(): readonly ExportFormat[] {
  const services = useServices();
  const [formats, setFormats] = useState<readonly ExportFormat[]>([]);
  useEffect(() => {
    let isWanted = true;
    listFormats(services)
      .then((list) => isWanted && setFormats(list))
      .catch((error: unknown) => reportError(services, error));
    return () => {
      isWanted = false;
    };
  }, [services]);
  return formats;
}
