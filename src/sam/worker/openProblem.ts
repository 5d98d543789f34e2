import type { ModelProblem } from '#core/model/modelReport.ts';

/** What is wrong with the bytes of a file before the runtime has seen them; null: nothing. */
export function problemOfBytes(bytes: Uint8Array, file: string): ModelProblem | null {
  if (bytes.length === 0) return { code: 'file-empty', file };
  const start = new TextDecoder().decode(bytes.subarray(0, 512)).trimStart().toLowerCase();
  if (/^<(?:!doctype|html|head|\?xml)/u.test(start)) return { code: 'web-page', file };
  return null;
}

/** Why the runtime could not open a file. Its sentences are all there is to tell by. */
export function problemOfOpening(error: unknown, file: string, sizeBytes: number): ModelProblem {
  const reason = reasonOf(error);
  if (isMemoryLack(error)) return { code: 'out-of-memory', file, sizeBytes };
  if (/external data|external initializer|\.data\b/iu.test(reason))
    return { code: 'external-data', file };
  if (/opset \d+ is under development|guarantees support for models|ir[_ ]version/iu.test(reason)) {
    return { code: 'opset-too-new', file, reason };
  }
  if (/not a registered function|no op registered|not implemented/iu.test(reason)) {
    return { code: 'unknown-operator', file, reason };
  }
  if (/protobuf parsing failed|invalid protobuf|no graph was found|invalid model/iu.test(reason)) {
    return { code: 'not-onnx', file };
  }
  return { code: 'not-opened', file, reason };
}

/** What the runtime says, without where in its sources it says it. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .replace(/^.*ERROR_MESSAGE:\s*/su, '')
    .replace(/^\S+:\d+ .*?\) (?=[A-Z])/su, '')
    .trim();
}

export function isMemoryLack(error: unknown): boolean {
  return (
    error instanceof RangeError ||
    /out of memory|bad_alloc|failed to allocate/iu.test(String(error))
  );
}
