import { createReadStream } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { isOfSystem, sortedByPath, type LeftOut, type Source, type SourceFile } from './source.ts';

const fileLimit = 5_000_000;

/**
 * All files below a folder. Links are followed only where they end inside it, and no folder twice;
 * files of operating systems, pipes and devices are left out.
 */
export async function folderSource(path: string): Promise<Source> {
  const root = await realpath(path);
  const files: (readonly [string, SourceFile])[] = [];
  const leftOut: LeftOut[] = [];
  const seenFolders = new Set([root]);
  const folders: string[] = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const relative = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (isOfSystem(entry.name)) continue;
      const absolute = entry.isSymbolicLink()
        ? await targetInside(root, join(root, relative))
        : join(root, relative);
      if (absolute === null) {
        leftOut.push({ path: relative, reason: 'a link that leads out of the folder, or nowhere' });
        continue;
      }
      const facts = await stat(absolute);
      if (facts.isDirectory() && !seenFolders.has(absolute)) {
        seenFolders.add(absolute);
        folders.push(relative);
      }
      if (facts.isFile()) files.push([relative, diskFile(absolute, facts)]);
      if (files.length > fileLimit) throw new RangeError(`more than ${fileLimit} files`);
    }
  }
  return {
    name: basename(root),
    files: sortedByPath(files),
    leftOut,
    close: () => Promise.resolve(),
  };
}

/** One file alone. */
export async function fileSource(path: string): Promise<Source> {
  const file = diskFile(await realpath(path), await stat(path));
  const name = basename(path);
  return {
    name: name.replace(/\.[^.]*$/u, ''),
    files: new Map([[name, file]]),
    leftOut: [],
    close: () => Promise.resolve(),
  };
}

async function targetInside(root: string, link: string): Promise<string | null> {
  try {
    const target = await realpath(link);
    return target.startsWith(root + sep) ? target : null;
  } catch (error) {
    if (error instanceof Error) return null; // it leads nowhere, or in a circle
    throw error;
  }
}

interface FileFacts {
  readonly size: number;
  readonly mtimeMs: number;
}

function diskFile(absolutePath: string, { size, mtimeMs }: FileFacts): SourceFile {
  return {
    sizeBytes: size,
    modifiedAt: Math.floor(mtimeMs),
    absolutePath,
    stream: () => piecesOf(absolutePath),
    head: (length) => headOf(absolutePath, Math.min(length, size)),
  };
}

async function* piecesOf(path: string): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const stream = createReadStream(path, { highWaterMark: 262_144 });
  for await (const piece of stream) yield new Uint8Array(piece as Buffer<ArrayBuffer>);
}

async function headOf(path: string, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const file = await open(path);
  try {
    const bytes = new Uint8Array(length);
    const { bytesRead } = await file.read(bytes, 0, length, 0);
    return bytes.slice(0, bytesRead);
  } finally {
    await file.close();
  }
}
