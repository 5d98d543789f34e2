import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decoderBytes } from '#models/device-check/decoder.ts';
import { encoderBytes } from '#models/device-check/encoder.ts';
import { fingerprintOf } from '#models/fingerprint.ts';
import { miniatureOf } from '#sam/models/miniature.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';

/** A model for a software adapter, which computes a thousand times slower than a graphics card. */
export interface MiniatureFiles {
  readonly spec: ModelSpec;
  readonly served: ReadonlyMap<string, string>; // files on disk by URL path
  remove(): Promise<void>;
}

const inputSide = 64;

export async function makeMiniature(): Promise<MiniatureFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'maskwright-miniature-'));
  const bytes = { encoder: encoderBytes({ inputSide }), decoder: decoderBytes({ inputSide }) };
  const served = new Map<string, string>();
  for (const [role, content] of Object.entries(bytes)) {
    const file = join(folder, `${role}.onnx`);
    await writeFile(file, content);
    served.set(`/models/miniature/${role}.onnx`, file);
  }
  const files = {
    encoder: { path: 'miniature/encoder.onnx', ...fingerprintOf(bytes.encoder) },
    decoder: { path: 'miniature/decoder.onnx', ...fingerprintOf(bytes.decoder) },
  };
  return {
    spec: miniatureOf(files, inputSide),
    served,
    remove: () => rm(folder, { recursive: true }),
  };
}
