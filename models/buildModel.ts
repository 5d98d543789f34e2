import { join } from 'node:path';
import { BuildError } from './buildError.ts';
import { describeFingerprint, type Fingerprint, fingerprintOf, isSame } from './fingerprint.ts';
import { type Manifest, readManifest, servedPath, updateManifest } from './manifest.ts';
import { type ModelRecipe, type Role, roles } from './recipe.ts';
import { isUpToDate, removeStale } from './served.ts';
import { readSource } from './source.ts';
import { writeAtomically } from './writeAtomically.ts';

/** Where a build reads and writes. */
export interface BuildPlace {
  readonly modelsFolder: string; // holds <model>/manifest.json
  readonly packagesRoot: string; // holds node_modules/
  readonly servedFolder: string; // gets <model>/<role>.<hash>.onnx
}

/**
 * Brings the served files of one model up to date.
 *
 * @returns paths of the files that were written, below the served folder; empty if all were up to date
 * @throws BuildError if a source is missing or wrong, or a result is not what the manifest promises
 */
export async function buildModel(
  recipe: ModelRecipe,
  place: BuildPlace,
): Promise<readonly string[]> {
  const manifest = await readManifest(manifestPathOf(recipe, place));
  const written: string[] = [];
  for (const role of roles) {
    const promised = manifest[role];
    const path = servedPath(recipe, role, promised);
    if (await isUpToDate(join(place.servedFolder, path), promised)) continue;
    const bytes = await derive(recipe, role, manifest, place);
    const found = fingerprintOf(bytes);
    if (!isSame(found, promised)) {
      throw new BuildError(
        `the ${role} of ${recipe.folder} came out as ${describeFingerprint(found)}, but its manifest.json ` +
          `promises ${describeFingerprint(promised)}; if its recipe was changed on purpose, ` +
          'run `npm run models -- --update`.',
      );
    }
    await writeAtomically(join(place.servedFolder, path), bytes);
    written.push(path);
  }
  await removeStaleOf(recipe, place, manifest);
  return written;
}

/**
 * Builds the files of one model whatever its manifest promises, and writes what came out into the manifest.
 *
 * @returns paths of all its files, below the served folder
 * @throws BuildError if a source is missing or wrong
 */
export async function rebuildModel(
  recipe: ModelRecipe,
  place: BuildPlace,
): Promise<readonly string[]> {
  const manifest = await readManifest(manifestPathOf(recipe, place));
  const build = async (role: Role): Promise<Fingerprint> => {
    const bytes = await derive(recipe, role, manifest, place);
    const found = fingerprintOf(bytes);
    await writeAtomically(join(place.servedFolder, servedPath(recipe, role, found)), bytes);
    return found;
  };
  const served = {
    encoder: await build('encoder'),
    projector: await build('projector'),
    decoder: await build('decoder'),
  };
  await updateManifest(manifestPathOf(recipe, place), recipe, served);
  await removeStaleOf(recipe, place, served);
  return roles.map((role) => servedPath(recipe, role, served[role]));
}

function manifestPathOf({ folder }: ModelRecipe, { modelsFolder }: BuildPlace): string {
  return join(modelsFolder, folder, 'manifest.json');
}

async function derive(
  recipe: ModelRecipe,
  role: Role,
  manifest: Manifest,
  place: BuildPlace,
): Promise<Uint8Array> {
  return recipe.derive[role](await readSource(manifest[role].source, place.packagesRoot));
}

async function removeStaleOf(
  recipe: ModelRecipe,
  { servedFolder }: BuildPlace,
  served: Readonly<Record<Role, Fingerprint>>,
): Promise<void> {
  const kept = roles.map((role) => join(servedFolder, servedPath(recipe, role, served[role])));
  await removeStale(join(servedFolder, recipe.folder), new Set(kept));
}
