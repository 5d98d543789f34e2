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
  createdAt: v.pipe(v.number(), v.finite()),
  createdBy: v.string(),
  projectName: v.string(),
  packageId: v.nullable(v.pipe(v.string(), v.minLength(1))),
  bases: v.picklist(['content', 'file']),
  counts: v.looseObject({ categories: count, images: count, annotations: count, journal: count }),
  hasImages: v.boolean(),
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
export interface Manifest {
  readonly format: 'maskwright';
  readonly version: number;
  readonly kind: 'backup' | 'package';
  readonly appVersion: string;
  readonly createdAt: number; // ms since 1970, UTC
  readonly createdBy: string; // display name; '' when none was given
  readonly projectName: string;
  readonly packageId: string | null; // null for a backup
  /** What a package's images were when it first left: what they are, or what packageBases.jsonl says. */
  readonly bases: 'content' | 'file';
  readonly counts: Readonly<Record<'categories' | 'images' | 'annotations' | 'journal', number>>;
  readonly hasImages: boolean;
  readonly missingImages: number; // whose bytes were to go along and could not be read
  readonly entries: readonly {
    readonly name: string;
    readonly sizeBytes: number;
    readonly sha256: string; // hex
  }[];
}

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
