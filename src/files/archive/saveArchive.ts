import { fileSave } from 'browser-fs-access';
import { AppError } from '#core/failure.ts';

/** What a backup or package is called by. */
export const archiveExtension = '.maskwright';

/**
 * Writes an archive as it is made: to a place of the person's choice where the browser can, else as a
 * download. An abort leaves no file.
 *
 * @returns false when the person closed the dialog
 * @throws AppError export/write-failed, or what the stream fails with; the signal's reason on abort
 */
export async function saveArchive(
  fileName: string,
  content: ReadableStream<Uint8Array>,
  signal: AbortSignal,
): Promise<boolean> {
  const fault: { cause: unknown } = { cause: null };
  try {
    await fileSave(new Response(keepingFault(content, fault)), {
      fileName,
      extensions: [archiveExtension],
      mimeTypes: ['application/octet-stream'],
      id: 'maskwright-backup',
    });
    return true;
  } catch (cause) {
    signal.throwIfAborted();
    // a response says of its stream's error only that there was one
    if (fault.cause instanceof AppError) throw fault.cause;
    if (cause instanceof DOMException && cause.name === 'AbortError') return false;
    if (cause instanceof AppError) throw cause;
    throw new AppError({ code: 'export/write-failed', reason: String(cause) }, { cause });
  }
}

function keepingFault(
  content: ReadableStream<Uint8Array>,
  fault: { cause: unknown },
): ReadableStream<Uint8Array> {
  const reader = content.getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (cause) {
        fault.cause = cause;
        throw cause;
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
