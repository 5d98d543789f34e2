import { notAnImage, type Arrival, type ImportSource, type LeftOut } from './arrival.ts';
import { isHiddenPath, isImageName, isZipName } from './fileNames.ts';
import { openHandle } from './folderHandle.ts';
import { walkZip } from './readZip.ts';

/** A chosen file, with the place where it can be found again. */
export interface ChosenFile {
  readonly file: File;
  readonly handle: FileSystemFileHandle | null;
}

/** Files that were chosen one by one: all are meant, whatever their names; archives are looked into. */
export function filesSource(files: readonly ChosenFile[]): ImportSource {
  const handles = files.flatMap(({ handle }) => handle ?? []);
  return {
    title: files[0]?.file.name ?? '',
    kind: 'files',
    handles: handles.length === files.length ? handles : null,
    folder: null,
    async *walk(signal) {
      for (const { file } of files) yield* walkFile(file, signal);
    },
  };
}

/** A file that was chosen in a former session. */
export function handleSource(handle: FileSystemFileHandle): ImportSource {
  return {
    title: handle.name,
    kind: 'files',
    handles: [handle],
    folder: null,
    async *walk(signal) {
      yield* walkFile(await openHandle(handle, handle.name), signal);
    },
  };
}

/** A folder as the plain file dialog gives it, all its files at once. */
export function listedFolder(files: readonly File[]): ImportSource {
  const pathOf = (file: File) => file.webkitRelativePath || file.name;
  return {
    title: files[0] ? (pathOf(files[0]).split('/')[0] ?? '') : '',
    kind: 'folder',
    handles: null,
    folder: null,
    async *walk() {
      for (const file of files) {
        const path = pathOf(file);
        if (!isHiddenPath(path)) yield inFolder(file, path);
      }
    },
  };
}

/** A file of a folder: only images are meant. */
function inFolder(file: File, path: string): Arrival | LeftOut {
  const arrival = arrivalOf(file, path);
  return isImageName(path) ? arrival : notAnImage(arrival);
}

async function* walkFile(file: File, signal: AbortSignal): AsyncGenerator<Arrival | LeftOut> {
  if (isZipName(file.name)) yield* walkZip(file, signal);
  else yield arrivalOf(file, file.name);
}

function arrivalOf(file: File, path: string): Arrival {
  return {
    path,
    stat: { sizeBytes: file.size, lastModified: file.lastModified },
    open: async () => file,
  };
}
