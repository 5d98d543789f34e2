import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BuildError } from '../buildError.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { isUpToDate, removeStale } from '../served.ts';
import { writeAtomically } from '../writeAtomically.ts';
import { decoderBytes } from './decoder.ts';
import { encoderBytes } from './encoder.ts';
import { checkSize } from './sizes.ts';

/**
 * Writes the two files of the device check's miniature, made from nothing, to public/models/.
 *
 * @param root of the repository
 * @param isUpdate true: what came out is written into its manifest.json
 * @returns a line about it
 * @throws BuildError if the files are not what the manifest promises
 */
export async function buildDeviceCheck(root: string, isUpdate: boolean): Promise<string> {
  const manifestPath = join(root, 'models', 'device-check', 'manifest.json');
  const served = join(root, 'public', 'models');
  const files = { encoder: encoderBytes(checkSize), decoder: decoderBytes(checkSize) };
  const manifest = manifestOf(files);
  if (isUpdate) await writeAtomically(manifestPath, new TextEncoder().encode(manifest));
  else if ((await readFile(manifestPath, 'utf8')) !== manifest) {
    throw new BuildError(
      'device-check came out different from its manifest.json; if it was changed on purpose, ' +
        'run `npm run models -- --update`.',
    );
  }
  await mkdir(join(served, 'device-check'), { recursive: true });
  const written: string[] = [];
  for (const [role, bytes] of Object.entries(files)) {
    const path = pathOf(role, bytes);
    if (await isUpToDate(join(served, path), fingerprintOf(bytes))) continue;
    await writeAtomically(join(served, path), bytes);
    written.push(path);
  }
  const kept = Object.entries(files).map(([role, bytes]) => join(served, pathOf(role, bytes)));
  await removeStale(join(served, 'device-check'), new Set(kept));
  return `device-check: ${written.length === 0 ? 'up to date' : written.join(', ')}`;
}

/** The text of manifest.json, as Prettier writes it. */
function manifestOf(files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>): string {
  const entries = Object.entries(files).map(([role, bytes]) => [
    role,
    { path: pathOf(role, bytes), ...fingerprintOf(bytes) },
  ]);
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

function pathOf(role: string, bytes: Uint8Array): string {
  return `device-check/${role}.${fingerprintOf(bytes).sha256.slice(0, 8)}.onnx`;
}
