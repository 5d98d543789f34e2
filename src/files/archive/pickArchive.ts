import { fileOpen } from 'browser-fs-access';
import { archiveExtension } from './saveArchive.ts';

/** Asks for a backup or package; null when the person closes the dialog. */
export async function pickArchive(): Promise<File | null> {
  try {
    return await fileOpen({
      id: 'maskwright-backup',
      description: 'Maskwright',
      extensions: [archiveExtension],
      mimeTypes: ['application/octet-stream'],
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}
