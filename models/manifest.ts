import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { type Fingerprint, isSame } from './fingerprint.ts';
import { type ModelRecipe, type Role, roles } from './recipe.ts';
import { writeAtomically } from './writeAtomically.ts';

const fingerprintEntries = {
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  sizeBytes: v.pipe(v.number(), v.integer()),
};

const modelFileSchema = v.looseObject({
  source: v.object({
    package: v.string(), // name@version
    path: v.string(), // inside the package
    ...fingerprintEntries,
  }),
  path: v.string(), // below public/models/
  ...fingerprintEntries,
});

const manifestSchema = v.looseObject({
  id: v.string(),
  encoder: modelFileSchema,
  projector: modelFileSchema,
  decoder: modelFileSchema,
});

/** The part of a manifest.json that the build needs; src/sam/models/ reads the rest. */
export type Manifest = v.InferOutput<typeof manifestSchema>;
export type SourceFile = Manifest[Role]['source'];

/** Throws on a malformed manifest: it is part of this repository. */
export async function readManifest(path: string): Promise<Manifest> {
  const content: unknown = JSON.parse(await readFile(path, 'utf8'));
  return v.parse(manifestSchema, content);
}

/** Path of a served file below public/models/; new bytes get a new address, so it may be cached for ever. */
export function servedPath({ folder }: ModelRecipe, role: Role, { sha256 }: Fingerprint): string {
  return `${folder}/${role}.${sha256.slice(0, 8)}.onnx`;
}

/** Rewrites path, sha256 and size of the served files in a manifest.json, if they differ. */
export async function updateManifest(
  manifestPath: string,
  recipe: ModelRecipe,
  served: Readonly<Record<Role, Fingerprint>>,
): Promise<void> {
  const manifest: unknown = JSON.parse(await readFile(manifestPath, 'utf8'));
  v.assert(manifestSchema, manifest); // keeps the order of the keys, unlike parsing
  if (roles.every((role) => isSame(manifest[role], served[role]))) return;
  for (const role of roles) {
    Object.assign(manifest[role], served[role], { path: servedPath(recipe, role, served[role]) });
  }
  const { format, resolveConfig } = await import('prettier');
  const options = { ...(await resolveConfig(manifestPath)), filepath: manifestPath };
  const text = await format(JSON.stringify(manifest, null, 2), options);
  await writeAtomically(manifestPath, new TextEncoder().encode(text));
}
