import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Absolute path of a file or folder in the reference data that lies beside a checkout, too big or not
 * ours to keep in it. Null where it is absent: then one line says what is skipped.
 *
 * @param path relative to the data folder, '/'-separated
 */
export function sharedDataPath(path: string): string | null {
  const absolute = fileURLToPath(new URL(`../../../shared/data/${path}`, import.meta.url));
  if (existsSync(absolute)) return absolute;
  process.stderr.write(`Skipped: reference data "${path}" is not beside this checkout.\n`);
  return null;
}
