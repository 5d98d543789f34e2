import { fileSave } from 'browser-fs-access';
import { downloadZip } from 'client-zip';
import { AppError } from '#core/failure.ts';

/** One file of a zip. */
export interface ZipEntry {
  readonly name: string; // '/'-separated
  readonly input: Blob | AsyncIterable<string>;
  readonly lastModified: Date;
}

/**
 * Writes a zip as it is made: to a place of the person's choice where the browser can, else as a
 * download. Entries are asked for one by one, so that memory stays flat. An abort leaves no file.
 *
 * @returns false when the person closed the dialog
 * @throws AppError export/write-failed; the signal's reason on abort
 */
export async function saveZip(
  fileName: string,
  entries: AsyncIterable<ZipEntry>,
  signal: AbortSignal,
): Promise<boolean> {
  const response = downloadZip(inputsOf(entries, signal));
  try {
    await fileSave(response, {
      fileName,
      extensions: ['.zip'],
      mimeTypes: ['application/zip'],
      id: 'maskwright-export',
    });
    return true;
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof DOMException && cause.name === 'AbortError') return false;
    if (cause instanceof AppError) throw cause;
    throw new AppError({ code: 'export/write-failed', reason: String(cause) }, { cause });
  }
}

async function* inputsOf(entries: AsyncIterable<ZipEntry>, signal: AbortSignal) {
  for await (const { name, input, lastModified } of entries) {
    signal.throwIfAborted();
    yield { name, input: input instanceof Blob ? input : bytesOf(input, signal), lastModified };
  }
}

async function* bytesOf(text: AsyncIterable<string>, signal: AbortSignal) {
  const encoder = new TextEncoder();
  for await (const chunk of text) {
    signal.throwIfAborted();
    yield encoder.encode(chunk);
  }
}
