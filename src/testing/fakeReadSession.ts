import { formats } from '#formats/registry.ts';
import type { OpenReadSession } from '#formats/worker/reader.ts';
import { ReadRun } from '#formats/worker/readRun.ts';

/** Reads in the page, with the very code of the worker. */
export const openFakeReadSession: OpenReadSession = async (source, host) => {
  const run = new ReadRun(formats, source, host);
  return {
    recognise: () => run.recognise(),
    read: (formatId, onProgress) => run.read(formatId, onProgress),
    objectsOf: (image) => run.objectsOf(image),
    end: () => undefined,
  };
};
