import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { BuildError } from './buildError.ts';
import { describeFingerprint, fingerprintOf, isSame } from './fingerprint.ts';
import type { SourceFile } from './manifest.ts';

/**
 * Bytes of a file of an installed package.
 *
 * @param root folder whose node_modules is searched first
 * @throws BuildError if the file is missing or is not the one that the manifest names
 */
export async function readSource(source: SourceFile, root: string): Promise<Uint8Array> {
  const what = `${source.path} of the package ${source.package}`;
  const expected = describeFingerprint(source);
  const path = resolveSource(source, root);
  if (path === undefined) {
    throw new BuildError(
      `${what} (${expected}) is missing below ${join(root, 'node_modules')}; ` +
        'run `npm ci` to install it.',
    );
  }
  const bytes = await readFile(path);
  const found = fingerprintOf(bytes);
  if (!isSame(found, source)) {
    throw new BuildError(
      `${path} is not ${what}: expected ${expected}, found ${describeFingerprint(found)}; ` +
        'run `npm ci` to install it anew.',
    );
  }
  return bytes;
}

function resolveSource(source: SourceFile, root: string): string | undefined {
  const packageName = source.package.slice(0, source.package.lastIndexOf('@'));
  try {
    return createRequire(join(root, 'package.json')).resolve(`${packageName}/${source.path}`);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'MODULE_NOT_FOUND') return;
    throw cause;
  }
}
