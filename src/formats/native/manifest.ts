import * as v from 'valibot';
import { parseJson } from './readRecords.ts';

/** The version that is written; older ones are read, newer ones refused. */
export const nativeVersion = 1;

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));

const manifestSchema = v.looseObject({
  format: v.literal('maskwright'),
  version: v.pipe(count, v.minValue(1)),
  kind: v.picklist(['backup', 'package']),
  appVersion: v.string(),
  createdAt: v.pipe(v.number(), v.finite()), // ms since 1970, UTC
  createdBy: v.string(), // display name; '' when none was given
  projectName: v.string(),
  packageId: v.nullable(v.pipe(v.string(), v.minLength(1))), // null for a backup
  counts: v.looseObject({ categories: count, images: count, annotations: count, journal: count }),
  hasImages: v.boolean(),
  /** Images whose bytes were to go along and could not be read. */
  missingImages: count,
  entries: v.array(
    v.looseObject({
      name: v.pipe(v.string(), v.minLength(1)),
      sizeBytes: count,
      sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/u)),
    }),
  ),
});

/** What an archive says of itself: the last entry to be written, the first to be read. */
export type Manifest = v.InferOutput<typeof manifestSchema>;

export type ReadManifest =
  | { readonly kind: 'manifest'; readonly manifest: Manifest }
  | { readonly kind: 'not-ours' }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'damaged'; readonly reason: string };

export function writeManifest(manifest: Manifest): string {
  return JSON.stringify(manifest, null, 1);
}

/** What a text that should be a manifest is. Never throws. */
export function readManifest(text: string): ReadManifest {
  const parsed = parseJson(text);
  if ('fault' in parsed) return { kind: 'damaged', reason: parsed.reason };
  const { record } = parsed;
  if (!isOurs(record)) return { kind: 'not-ours' };
  if (typeof record.version === 'number' && record.version > nativeVersion) {
    return { kind: 'newer', version: record.version };
  }
  const checked = v.safeParse(manifestSchema, record, { abortEarly: true });
  if (checked.success) return { kind: 'manifest', manifest: checked.output };
  const [issue] = checked.issues;
  return { kind: 'damaged', reason: `${v.getDotPath(issue) ?? ''}: ${issue.message}` };
}

function isOurs(value: unknown): value is { readonly version?: unknown } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'format' in value &&
    value.format === 'maskwright'
  );
}
