import * as v from 'valibot';
import { isAttributeValues, type AttributeValues } from '#core/annotation/attributes.ts';
import { handTools } from '#core/annotation/provenance.ts';
import { overlapPolicies } from '#core/project/overlapPolicy.ts';
import { imageStatuses } from '#core/project/project.ts';

/** The stores whose records are checked when they are read. */
export type CheckedStore =
  | 'projects'
  | 'categories'
  | 'images'
  | 'annotations'
  | 'journal'
  | 'snapshots'
  | 'ownModels'
  | 'viewports'
  | 'projectViews';

// one function call each: a pipe costs three times as much, and ten thousand rows are read at once
const id = v.custom<string>((input) => typeof input === 'string' && input !== '', 'not an id');
const finite = v.custom<number>((input) => Number.isFinite(input), 'not a finite number');
const side = v.custom<number>(
  (input) => Number.isInteger(input) && Number(input) > 0,
  'not a size in pixels',
);
const text = v.string('not a text');
const size = v.object({ width: side, height: side });
const stamp = v.object({ by: text, at: finite });
const split = v.picklist(['train', 'val', 'test']);
const place = v.object({ x: finite, y: finite });

const project = v.object({
  id,
  name: text,
  createdAt: finite,
  modelId: v.nullish(v.string()),
  archivedAt: v.nullable(finite),
  deletedAt: v.nullable(finite),
  splitPlan: v.nullable(
    v.object({
      seed: finite,
      ratios: v.object({ train: finite, val: finite, test: finite }),
      grouping: v.picklist(['none', 'folder', 'video']),
      madeAt: finite,
      lockedAt: v.nullable(finite),
    }),
  ),
  overlapPolicy: v.optional(v.picklist(overlapPolicies)),
  isPartition: v.optional(v.boolean()),
});

const attributeSpecs = [
  v.object({ kind: v.literal('text'), name: text, initial: text }),
  v.object({ kind: v.literal('number'), name: text, initial: v.nullable(finite) }),
  v.object({ kind: v.literal('checkbox'), name: text, initial: v.boolean() }),
  v.object({
    kind: v.literal('select'),
    name: text,
    options: v.array(text),
    initial: v.nullable(text),
  }),
] as const;

const category = v.object({
  projectId: id,
  id,
  name: text,
  supercategory: text,
  color: text,
  order: finite,
  hotkey: v.nullish(text),
  attributes: v.optional(v.array(v.variant('kind', attributeSpecs))),
});

const image = v.object({
  projectId: id,
  id,
  fileName: text,
  size,
  sizeBytes: finite,
  mimeType: text,
  order: finite,
  addedAt: finite,
  credit: text,
  categoryCounts: v.record(v.string(), finite),
  status: v.picklist(imageStatuses),
  statusSet: v.nullable(stamp),
  tags: v.array(text),
  split: v.nullable(split),
  notes: v.array(
    v.object({ id, at: v.nullable(place), text, written: stamp, resolved: v.nullable(stamp) }),
  ),
  blobKey: id,
  isLinked: v.boolean(),
  source: v.nullable(v.object({ path: text, sizeBytes: finite, lastModified: finite })),
  contentHash: v.nullable(text),
  perceptualHash: v.nullable(text),
  window: v.nullable(v.object({ black: finite, white: finite })),
});

const mask = v.pipe(
  v.object({ size, counts: v.instance(Uint32Array, 'not run lengths') }),
  v.check(
    ({ size: { width, height }, counts }) => sumOf(counts) === width * height,
    'the run lengths do not add up to the size',
  ),
);

const modelProvenance = v.object({
  tool: v.literal('sam'),
  modelId: text,
  prompt: v.object({
    points: v.array(v.object({ at: place, label: v.picklist(['foreground', 'background']) })),
    box: v.nullable(v.object({ x: finite, y: finite, width: finite, height: finite })),
  }),
  predictedIou: v.number(),
  stabilityScore: v.number(),
  isReworked: v.optional(v.boolean()),
});

const handProvenance = v.object({ tool: v.picklist(handTools) });

const ringPoints = v.pipe(
  v.instance(Float64Array, 'not a list of points'),
  v.check((points) => points.length >= 6 && points.length % 2 === 0, 'not a ring'),
  v.check((points) => points.every((each) => Number.isFinite(each)), 'not finite points'),
);

const annotation = v.object({
  projectId: id,
  id,
  imageId: id,
  categoryId: id,
  mask,
  name: text,
  color: v.nullable(text),
  isHidden: v.boolean(),
  order: finite,
  createdAt: finite,
  provenance: v.variant('tool', [modelProvenance, handProvenance]),
  polygon: v.nullish(v.object({ rings: v.array(v.object({ points: ringPoints })) })),
  isLocked: v.optional(v.boolean()),
  groupId: v.nullish(id),
  attributes: v.optional(v.custom<AttributeValues>(isAttributeValues)),
});

/** The envelope only: what an edit holds is checked when a record is rebuilt of it. */
const journalEntry = v.object({
  seq: finite,
  projectId: id,
  imageId: text,
  changeId: text,
  name: text,
  verb: v.picklist(['did', 'undid', 'redid']),
  edits: v.array(
    v.object({
      kind: v.picklist(['project', 'category', 'image', 'annotation']),
      before: v.nullable(v.object({ id })),
      after: v.nullable(v.object({ id })),
    }),
  ),
  at: finite,
  by: text,
  reach: v.optional(v.picklist(['image', 'images', 'all'])),
  entryCount: v.optional(finite),
});

const snapshot = v.object({
  projectId: id,
  imageId: id,
  seq: finite,
  image,
  annotations: v.array(annotation),
});

const ownModel = v.object({
  id,
  title: text,
  addedAt: finite,
  files: v.array(
    v.object({ part: v.picklist(['encoder', 'decoder']), sha256: text, sizeBytes: finite }),
  ),
});

const viewport = v.object({
  scale: v.custom<number>((input) => Number.isFinite(input) && Number(input) > 0, 'not a scale'),
  offsetX: finite,
  offsetY: finite,
});

const projectView = v.object({
  openImageId: v.nullable(text),
  activeCategoryId: v.nullable(text),
});

type RecordSchema = v.GenericSchema & {
  readonly entries: Readonly<Record<string, v.GenericSchema>>;
};

/** What a record has to be for the studio to work with it. */
export const schemas: Readonly<Record<CheckedStore, RecordSchema>> = {
  projects: project,
  categories: category,
  images: image,
  annotations: annotation,
  journal: journalEntry,
  snapshots: snapshot,
  ownModels: ownModel,
  viewports: viewport,
  projectViews: projectView,
};

/**
 * What is wrong with a record, in English: path and fault of the first field that cannot be. Fields
 * that are not known are no fault. Never throws.
 *
 * @returns null when the record is sound
 */
export function faultOf(store: CheckedStore, record: unknown): string | null {
  const { issues } = v.safeParse(schemas[store], record, { abortEarly: true });
  const issue = issues?.[0];
  if (!issue) return null;
  const path = v.getDotPath(issue);
  return path === null ? issue.message : `${path}: ${issue.message}`;
}

function sumOf(counts: Uint32Array): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}
