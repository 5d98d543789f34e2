import { createHash } from 'node:crypto';
import { lstat, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { notReadOrWritten, wrongUse } from '../exitCode.ts';

/** Where an export goes: it is made under another name beside it, and gets its own when it is complete. */
export interface Destination {
  readonly path: string; // absolute
  readonly isZip: boolean;
  readonly partialPath: string; // beside it
  readonly reportPath: string; // beside it
}

/**
 * The destination that a path names: a zip where it ends in `.zip`, else a folder.
 *
 * @throws CommandError when there is something already that is no empty folder, unless `isForced` and it
 * is a zip
 */
export async function destinationAt(path: string, isForced: boolean): Promise<Destination> {
  const absolute = resolve(path);
  const isZip = /\.zip$/iu.test(absolute);
  const facts = await lstat(absolute).catch(() => null);
  if (facts && !(await mayReplace(absolute, isZip && isForced))) {
    const advice = isZip
      ? 'name another path, or add --force'
      : 'name a folder that is empty or new';
    throw wrongUse(`${path} exists: ${advice}`);
  }
  const stem = isZip ? absolute.slice(0, -4) : absolute;
  const mark = createHash('sha256').update(`${process.pid}`).digest('hex').slice(0, 8);
  return {
    path: absolute,
    isZip,
    partialPath: join(
      dirname(absolute),
      `.${basename(stem)}.${mark}.partial${isZip ? '.zip' : ''}`,
    ),
    reportPath: `${stem}.export-report.json`,
  };
}

async function mayReplace(path: string, isForcedZip: boolean): Promise<boolean> {
  const facts = await lstat(path);
  if (facts.isDirectory()) return (await readdir(path)).length === 0;
  return isForcedZip && facts.isFile();
}

/** Makes the folders around it. @throws CommandError */
export async function prepare({ path, partialPath, isZip }: Destination): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await rm(partialPath, { recursive: true, force: true });
    if (!isZip) await mkdir(partialPath);
  } catch (error) {
    throw notReadOrWritten(`${path} cannot be written`, error);
  }
}

/** Gives a complete export its name. */
export async function complete({ path, partialPath, isZip }: Destination): Promise<void> {
  const facts = await lstat(path).catch(() => null);
  if (!isZip && facts?.isDirectory()) await rmdir(path); // it is empty
  await rename(partialPath, path);
}

/** Leaves nothing of an export that did not become complete. */
export async function discard({ partialPath }: Destination): Promise<void> {
  await rm(partialPath, { recursive: true, force: true });
}
