import { directoryOpen, fileOpen } from 'browser-fs-access';
import type { ImportSource } from './arrival.ts';
import { filesSource, handleSource, listedFolder } from './fileSource.ts';
import { folderSource, isDirectory, isFile } from './folderHandle.ts';
import { askFor, showFolderPicker } from './fileSystemAccess.ts';

/** Asks for image files and archives of them; null when the person closes the dialog. */
export async function pickFiles(): Promise<ImportSource | null> {
  const files = await nullWhenClosed(
    fileOpen({
      multiple: true,
      id: 'maskwright-images',
      description: 'Images',
      mimeTypes: ['image/*', 'application/zip'],
      extensions: [
        '.jpg',
        '.jpeg',
        '.png',
        '.webp',
        '.avif',
        '.bmp',
        '.gif',
        '.tif',
        '.tiff',
        '.heic',
        '.heif',
        '.zip',
      ],
    }),
  );
  if (!files || files.length === 0) return null;
  return filesSource(files.map((file) => ({ file, handle: file.handle ?? null })));
}

/**
 * Asks for files of annotations, single or in an archive, with their images or without; null when the
 * person closes the dialog. Every file is offered: formats have names of many kinds.
 */
export async function pickAnnotations(): Promise<ImportSource | null> {
  const files = await nullWhenClosed(fileOpen({ multiple: true, id: 'maskwright-annotations' }));
  if (!files || files.length === 0) return null;
  return filesSource(files.map((file) => ({ file, handle: file.handle ?? null })));
}

/** Asks for a folder; null when the person closes the dialog. */
export async function pickFolder(): Promise<ImportSource | null> {
  const showPicker = showFolderPicker();
  if (showPicker) {
    const folder = await nullWhenClosed(showPicker({ id: 'maskwright-folder' }));
    return folder && folderSource(folder);
  }
  const files = await nullWhenClosed(directoryOpen({ recursive: true, id: 'maskwright-folder' }));
  return files && files.length > 0 ? listedFolder(files.filter(isPlainFile)) : null;
}

/**
 * What a former session had opened, once the person allows it again; to be called on a click.
 *
 * @returns null when it is not allowed
 */
export async function sourcesOfHandles(
  handles: readonly FileSystemHandle[],
): Promise<readonly ImportSource[] | null> {
  for (const handle of handles) {
    if ((await askFor(handle, 'read')) !== 'granted') return null;
  }
  return handles.flatMap((handle) => {
    if (isDirectory(handle)) return folderSource(handle);
    return isFile(handle) ? handleSource(handle) : [];
  });
}

function isPlainFile(file: File | FileSystemDirectoryHandle): file is File {
  return file instanceof File;
}

/** A picker's answer; null when it was closed. */
export async function nullWhenClosed<Value>(picking: Promise<Value>): Promise<Value | null> {
  try {
    return await picking;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}
