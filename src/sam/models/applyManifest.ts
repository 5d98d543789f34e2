import * as v from 'valibot';
import type { ModelProblem } from '#core/model/modelReport.ts';
import { userManifestSchema, type UserManifest } from './contractSchema.ts';
import type { ModelContract } from './modelSpec.ts';

/** A user's manifest out of its JSON text, or what is wrong with it, each with its path. */
export function parseUserManifest(
  text: string,
): { readonly manifest: UserManifest } | { readonly problems: readonly ModelProblem[] } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { problems: [{ code: 'manifest-syntax', reason }] };
  }
  const result = v.safeParse(userManifestSchema, json);
  if (result.success) return { manifest: result.output };
  return {
    problems: result.issues.map((issue) => ({
      code: 'manifest-field',
      path: v.getDotPath(issue) ?? '',
      reason: issue.message,
    })),
  };
}

/** The contract with everything that the manifest says. */
export function applyManifest(contract: ModelContract, manifest: UserManifest): ModelContract {
  const { encoder, decoder, normalization, labelCodes } = manifest;
  return {
    encoder: { ...contract.encoder, ...encoder },
    decoder: {
      ...contract.decoder,
      ...decoder,
      inputNames: { ...contract.decoder.inputNames, ...decoder?.inputNames },
      outputNames: { ...contract.decoder.outputNames, ...decoder?.outputNames },
    },
    normalization: normalization ?? contract.normalization,
    labelCodes: { ...contract.labelCodes, ...labelCodes },
    maskThreshold: manifest.maskThreshold ?? contract.maskThreshold,
    stabilityOffset: manifest.stabilityOffset ?? contract.stabilityOffset,
  };
}
