import { directoryOpen, fileOpen } from 'browser-fs-access';

/** A file on its way in, with the folders it lay in. */
export interface PickedFile {
  readonly file: File;
  readonly path: string; // '/'-separated, ends with the file's name
}

const imageExtensions =
  /\.(jpe?g|jfif|png|webp|avif|bmp|gif|tiff?|heic|heif|jxl|jp2|svg|psd|dng|cr2|nef|arw)$/iu;

/** Asks for image files; empty when the person closes the dialog. */
export async function pickFiles(): Promise<readonly PickedFile[]> {
  const files = await emptyWhenClosed(
    fileOpen({
      multiple: true,
      id: 'maskwright-images',
      description: 'Images',
      mimeTypes: ['image/*'],
      extensions: ['.jpg', '.jpeg', '.png', '.webp', '.avif', '.bmp', '.gif'],
    }),
  );
  return files.map((file) => ({ file, path: file.name }));
}

/** Asks for a folder and gives its images, subfolders included, in the order of their paths. */
export async function pickFolder(): Promise<readonly PickedFile[]> {
  const files = await emptyWhenClosed(directoryOpen({ recursive: true, id: 'maskwright-folder' }));
  return imagesOf(files.map((file) => ({ file, path: file.webkitRelativePath || file.name })));
}

/** What of a folder is meant: image files, no hidden ones, sorted as a person counts (2 before 10). */
export function imagesOf(files: readonly PickedFile[]): readonly PickedFile[] {
  const collator = new Intl.Collator('en', { numeric: true });
  return files
    .filter(({ file, path }) => imageExtensions.test(file.name) && !/(^|\/)\./u.test(path))
    .toSorted((a, b) => collator.compare(a.path, b.path));
}

async function emptyWhenClosed(picking: Promise<File[]>): Promise<File[]> {
  try {
    return await picking;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return [];
    throw error;
  }
}
