import { stat } from 'node:fs/promises';
import { notReadOrWritten } from '../exitCode.ts';
import { fileSource, folderSource } from './diskFiles.ts';
import type { Source } from './source.ts';
import { zipSource } from './zipSource.ts';

/** What lies at a path of the disk: a folder, a zip, or any other file. @throws CommandError */
export async function openSource(path: string): Promise<Source> {
  try {
    const facts = await stat(path);
    if (facts.isDirectory()) return await folderSource(path);
    return /\.zip$/iu.test(path) ? await zipSource(path) : await fileSource(path);
  } catch (error) {
    throw notReadOrWritten(`${path} cannot be read`, error);
  }
}
