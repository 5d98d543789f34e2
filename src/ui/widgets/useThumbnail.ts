import { useEffect, useState } from 'react';
import { reportError } from '#flows/report.ts';
import { useServices } from '../servicesContext.ts';

/** An address of an image's thumbnail for as long as it is shown; null until it is there. */
export function useThumbnail(blobKey: string): string | null {
  const services = useServices();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let isGone = false;
    services.storage
      .thumbnail(blobKey)
      .then((blob) => {
        if (isGone || !blob) return;
        made = URL.createObjectURL(blob);
        setUrl(made);
      })
      .catch((error: unknown) => reportError(services, error));
    return () => {
      isGone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [services, blobKey]);
  return url;
}
