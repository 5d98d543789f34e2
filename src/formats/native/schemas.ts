import * as v from 'valibot';
import { isAttributeValues, type AttributeValues } from '#core/annotation/attributes.ts';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { Category } from '#core/annotation/category.ts';
import type { CategoryId, ImageId } from '#core/annotation/ids.ts';
import type { Viewport } from '#core/geometry/viewport.ts';
import type { RecordEdit } from '#core/project/change.ts';
import type { JournalEntry } from '#core/project/journal.ts';
import { handTools } from '#core/annotation/provenance.ts';
import { overlapPolicies } from '#core/project/overlapPolicy.ts';
import { imageStatuses, type ImageSummary, type Project } from '#core/project/project.ts';
import { rleFromText } from '#core/mask/maskText.ts';

/**
 * What the records of a project look like as JSON. Objects are loose: a field that this version does
 * not know goes through unchanged, so that what is restored equals what was saved.
 */
const finite = v.pipe(
  v.number(),
  v.finite(),
  v.check((value) => !Object.is(value, -0), 'minus zero'),
);
const count = v.pipe(finite, v.integer(), v.minValue(0));
const side = v.pipe(finite, v.integer(), v.minValue(1), v.maxValue(1_000_000));
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const time = finite;
const size = v.looseObject({ width: side, height: side });
const point = v.looseObject({ x: finite, y: finite });
const stamp = v.looseObject({ by: v.string(), at: time });
const split = v.picklist(['train', 'val', 'test']);

const splitPlan = v.looseObject({
  seed: count,
  ratios: v.looseObject({ train: finite, val: finite, test: finite }),
  grouping: v.picklist(['none', 'folder', 'video']),
  madeAt: time,
  lockedAt: v.nullable(time),
});

const project = v.looseObject({
  id,
  name: v.string(),
  createdAt: time,
  modelId: v.optional(v.nullable(v.string())),
  archivedAt: v.nullable(time),
  deletedAt: v.nullable(time),
  splitPlan: v.nullable(splitPlan),
  overlapPolicy: v.optional(v.picklist(overlapPolicies)),
  isPartition: v.optional(v.boolean()),
});

const attributeSpec = v.variant('kind', [
  v.looseObject({ kind: v.literal('text'), name: v.string(), initial: v.string() }),
  v.looseObject({ kind: v.literal('number'), name: v.string(), initial: v.nullable(finite) }),
  v.looseObject({ kind: v.literal('checkbox'), name: v.string(), initial: v.boolean() }),
  v.looseObject({
    kind: v.literal('select'),
    name: v.string(),
    options: v.array(v.string()),
    initial: v.nullable(v.string()),
  }),
]);

const category = v.looseObject({
  id,
  name: v.string(),
  supercategory: v.string(),
  color: v.pipe(v.string(), v.regex(/^#[0-9a-f]{3,8}$/iu)),
  order: finite,
  hotkey: v.optional(v.nullable(v.string())),
  attributes: v.optional(v.array(attributeSpec)),
});

const reviewNote = v.looseObject({
  id,
  at: v.nullable(point),
  text: v.string(),
  written: stamp,
  resolved: v.nullable(stamp),
});

const image = v.looseObject({
  id,
  fileName: v.string(),
  size,
  sizeBytes: count,
  mimeType: v.string(),
  order: finite,
  addedAt: time,
  credit: v.string(),
  categoryCounts: v.record(id, count),
  status: v.picklist(imageStatuses),
  statusSet: v.nullable(stamp),
  tags: v.array(v.string()),
  split: v.nullable(split),
  notes: v.array(reviewNote),
  blobKey: id,
  isLinked: v.boolean(),
  source: v.nullable(v.looseObject({ path: v.string(), sizeBytes: count, lastModified: time })),
  contentHash: v.nullable(v.string()),
  perceptualHash: v.nullable(v.string()),
  window: v.nullable(v.looseObject({ black: finite, white: finite })),
});

const samProvenance = v.looseObject({
  tool: v.literal('sam'),
  modelId: v.string(),
  prompt: v.looseObject({
    points: v.array(v.looseObject({ at: point, label: v.picklist(['foreground', 'background']) })),
    box: v.nullable(v.looseObject({ x: finite, y: finite, width: finite, height: finite })),
  }),
  predictedIou: finite,
  stabilityScore: finite,
  isReworked: v.optional(v.boolean()),
});
const handProvenance = v.looseObject({ tool: v.picklist(handTools) });

const mask = v.pipe(
  v.object({ size, counts: v.union([v.string(), v.array(count)]) }),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const rle = rleFromText(dataset.value);
    if (rle) return rle;
    addIssue({ message: 'the runs do not fill the mask' });
    return NEVER;
  }),
);

const ring = v.looseObject({
  points: v.pipe(
    v.array(finite),
    v.check((points) => points.length >= 6 && points.length % 2 === 0, 'not a ring'),
    v.transform((points) => Float64Array.from(points)),
  ),
});

/** Where a mask came from. */
export const provenance = v.variant('tool', [samProvenance, handProvenance]);

const annotation = v.looseObject({
  id,
  imageId: id,
  categoryId: id,
  mask,
  name: v.string(),
  color: v.nullable(v.pipe(v.string(), v.regex(/^#[0-9a-f]{3,8}$/iu))),
  isHidden: v.boolean(),
  order: finite,
  createdAt: time,
  provenance,
  polygon: v.optional(v.nullable(v.looseObject({ rings: v.array(ring) }))),
  isLocked: v.optional(v.boolean()),
  groupId: v.optional(v.nullable(id)),
  attributes: v.optional(v.custom<AttributeValues>(isAttributeValues)),
});

const edit = v.variant('kind', [
  v.looseObject({
    kind: v.literal('project'),
    before: v.nullable(project),
    after: v.nullable(project),
  }),
  v.looseObject({
    kind: v.literal('category'),
    before: v.nullable(category),
    after: v.nullable(category),
  }),
  v.looseObject({
    kind: v.literal('image'),
    before: v.nullable(image),
    after: v.nullable(image),
  }),
  v.looseObject({
    kind: v.literal('annotation'),
    before: v.nullable(annotation),
    after: v.nullable(annotation),
  }),
]);

const journalEntry = v.looseObject({
  seq: count,
  projectId: id,
  imageId: v.string(),
  changeId: id,
  name: v.string(),
  verb: v.picklist(['did', 'undid', 'redid']),
  edits: v.array(edit),
  at: time,
  by: v.string(),
});

const state = { image, annotations: v.array(annotation) };
const snapshot = v.looseObject({ imageId: id, seq: count, ...state });
const base = v.looseObject({ imageId: id, packageId: id, ...state });

const viewport = v.looseObject({
  scale: v.pipe(finite, v.minValue(Number.MIN_VALUE)),
  offsetX: finite,
  offsetY: finite,
});
const views = v.looseObject({
  view: v.nullable(
    v.looseObject({ openImageId: v.nullable(id), activeCategoryId: v.nullable(id) }),
  ),
  viewports: v.array(v.tuple([id, viewport])),
});

/** Where the bytes of images with one `blobKey` lie in the archive. */
const bytes = v.object({
  name: v.string(),
  mimeType: v.pipe(v.string(), v.regex(/^(?:image\/[\w.+-]+)?$/u)),
});
const file = v.looseObject({
  blobKey: id,
  image: v.nullable(bytes),
  thumbnail: v.nullable(bytes),
});

/** A snapshot or a base as text has it; the project is that of the archive. */
export type SnapshotRecord = ImageStateRecord & { readonly seq: number };
export type BaseRecord = ImageStateRecord & { readonly packageId: string };
interface ImageStateRecord {
  readonly imageId: ImageId;
  readonly image: ImageSummary;
  readonly annotations: readonly Annotation[];
}
/** Where the user was. */
export interface ViewsRecord {
  readonly view: {
    readonly openImageId: ImageId | null;
    readonly activeCategoryId: CategoryId | null;
  } | null;
  readonly viewports: readonly (readonly [ImageId, Viewport])[];
}

/** Where the bytes of an image lie in the archive; null: they did not go along. */
export interface FileRecord {
  readonly blobKey: string;
  readonly image: ArchivedBytes | null;
  readonly thumbnail: ArchivedBytes | null;
}
interface ArchivedBytes {
  readonly name: string; // of the entry
  readonly mimeType: string;
}

/** What {@link recordSchemas} give, by the file they stand in. */
export interface NativeRecords {
  readonly 'project.json': Project;
  readonly 'categories.jsonl': Category;
  readonly 'images.jsonl': ImageSummary;
  readonly 'annotations.jsonl': Annotation;
  readonly 'journal.jsonl': Omit<JournalEntry, 'edits'> & { readonly edits: readonly RecordEdit[] };
  readonly 'snapshots.jsonl': SnapshotRecord;
  readonly 'packageBases.jsonl': BaseRecord;
  readonly 'views.json': ViewsRecord;
  readonly 'files.jsonl': FileRecord;
}

export type NativeFileName = keyof NativeRecords;

/** The schema of a line by the file it stands in; a `.json` file is one line. */
export const recordSchemas: Readonly<
  Record<NativeFileName, v.BaseSchema<unknown, unknown, v.BaseIssue<unknown>>>
> = {
  'project.json': project,
  'categories.jsonl': category,
  'images.jsonl': image,
  'annotations.jsonl': annotation,
  'journal.jsonl': journalEntry,
  'snapshots.jsonl': snapshot,
  'packageBases.jsonl': base,
  'views.json': views,
  'files.jsonl': file,
};
