import * as fc from 'fast-check';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { AttributeSpec } from '#core/annotation/attributes.ts';
import { handTools } from '#core/annotation/provenance.ts';
import type { Category } from '#core/annotation/category.ts';
import type { NoteId } from '#core/annotation/ids.ts';
import type { RecordEdit } from '#core/project/change.ts';
import type { JournalEntry } from '#core/project/journal.ts';
import type { Ring } from '#core/polygon/ring.ts';
import { overlapPolicies } from '#core/project/overlapPolicy.ts';
import { imageStatuses, type ImageSummary, type Project } from '#core/project/project.ts';
import { encodeMask } from '#core/mask/codec.ts';
import type { Rle } from '#core/mask/rle.ts';
import { masks } from './arbitraries.ts';
import { annotationRecord, categoryRecord, imageRecord, testProject } from './records.ts';

/** Any finite number but −0: fractions with all their digits, huge and tiny ones. */
const numbers = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((value) => (Object.is(value, -0) ? 0 : value));
/** Any text: line breaks, quotes, lone surrogates, control characters. */
const texts = fc.string({ unit: 'binary', maxLength: 12 });
const counts = fc.nat();
const stamps = fc.record({ by: texts, at: numbers });
const points = fc.record({ x: numbers, y: numbers });

/** Projects with every field of any value. */
export function projectRecords(): fc.Arbitrary<Project> {
  const splitPlan = fc.record({
    seed: counts,
    ratios: fc.record({ train: numbers, val: numbers, test: numbers }),
    grouping: fc.constantFrom('none', 'folder', 'video'),
    madeAt: numbers,
    lockedAt: fc.option(numbers),
  });
  return fc
    .record(
      {
        name: texts,
        createdAt: numbers,
        modelId: fc.option(texts),
        archivedAt: fc.option(numbers),
        splitPlan: fc.option(splitPlan),
        overlapPolicy: fc.constantFrom(...overlapPolicies),
        isPartition: fc.boolean(),
      },
      { requiredKeys: ['name', 'createdAt', 'modelId', 'archivedAt', 'splitPlan'] },
    )
    .map((patch) => ({ ...testProject, ...patch }));
}

/** Categories with every field of any value. */
export function categoryRecords(): fc.Arbitrary<Category> {
  return fc
    .record(
      {
        name: texts,
        supercategory: texts,
        order: numbers,
        hotkey: fc.option(texts),
        attributes: fc.array(attributeSpecs(), { maxLength: 3 }),
      },
      { requiredKeys: ['name', 'supercategory', 'order'] },
    )
    .map((patch) => categoryRecord(1, patch));
}

function attributeSpecs(): fc.Arbitrary<AttributeSpec> {
  return fc.oneof(
    fc.record({ kind: fc.constant('text' as const), name: texts, initial: texts }),
    fc.record({ kind: fc.constant('number' as const), name: texts, initial: fc.option(numbers) }),
    fc.record({ kind: fc.constant('checkbox' as const), name: texts, initial: fc.boolean() }),
    fc.record({
      kind: fc.constant('select' as const),
      name: texts,
      options: fc.array(texts, { minLength: 1, maxLength: 3 }),
      initial: fc.option(texts),
    }),
  );
}

/** Images with every field of any value. */
export function imageRecords(): fc.Arbitrary<ImageSummary> {
  const notes = fc.record({
    id: fc.uuid().map((id) => id as NoteId),
    at: fc.option(points),
    text: texts,
    written: stamps,
    resolved: fc.option(stamps),
  });
  const source = fc.record({ path: texts, sizeBytes: counts, lastModified: numbers });
  const patch = fc.record({
    fileName: texts,
    sizeBytes: counts,
    order: numbers,
    credit: texts,
    categoryCounts: fc.dictionary(fc.uuid(), counts, { maxKeys: 3 }),
    status: fc.constantFrom(...imageStatuses),
    statusSet: fc.option(stamps),
    tags: fc.array(texts, { maxLength: 3 }),
    split: fc.option(fc.constantFrom('train', 'val', 'test')),
    notes: fc.array(notes, { maxLength: 3 }),
    isLinked: fc.boolean(),
    source: fc.option(source),
    contentHash: fc.option(texts),
    window: fc.option(fc.record({ black: numbers, white: numbers })),
  });
  return patch.map((fields) => imageRecord(1, fields));
}

/** Objects with masks of every kind, prompts and fields of any value. */
export function annotationRecords(): fc.Arbitrary<Annotation> {
  const prompt = fc.record({
    points: fc.array(
      fc.record({ at: points, label: fc.constantFrom('foreground', 'background') }),
      { maxLength: 3 },
    ),
    box: fc.option(fc.record({ x: numbers, y: numbers, width: numbers, height: numbers })),
  });
  const provenance = fc.oneof(
    fc.record(
      {
        tool: fc.constant('sam'),
        modelId: texts,
        prompt,
        predictedIou: numbers,
        stabilityScore: numbers,
        isReworked: fc.boolean(),
      },
      { requiredKeys: ['tool', 'modelId', 'prompt', 'predictedIou', 'stabilityScore'] },
    ),
    fc.record({ tool: fc.constantFrom(...handTools) }),
  );
  const handWork = fc.record(
    {
      polygon: fc.option(fc.record({ rings: fc.array(rings(), { minLength: 1, maxLength: 3 }) })),
      isLocked: fc.boolean(),
      groupId: fc.option(fc.uuid()),
      attributes: fc.dictionary(texts, fc.oneof(texts, numbers, fc.boolean()), {
        maxKeys: 3,
        noNullPrototype: true,
      }),
    },
    { requiredKeys: [] },
  );
  const drawn = fc
    .record({
      mask: storedMasks(),
      name: texts,
      color: fc.option(fc.constantFrom('#e69f00', '#56B4E9')),
      isHidden: fc.boolean(),
      order: numbers,
      createdAt: numbers,
      provenance,
    })
    .map((patch) => annotationRecord(1, patch as Partial<Annotation>));
  return fc.tuple(drawn, handWork).map(([record, more]) => ({ ...record, ...more }) as Annotation);
}

function rings(): fc.Arbitrary<Ring> {
  return fc
    .array(points, { minLength: 3, maxLength: 5 })
    .map((corners) => ({ points: Float64Array.from(corners.flatMap(({ x, y }) => [x, y])) }));
}

/** Journal entries with edits of every kind and direction. */
export function journalEntries(): fc.Arbitrary<JournalEntry> {
  const edits = fc.oneof(
    editsOf('project', projectRecords()),
    editsOf('category', categoryRecords()),
    editsOf('image', imageRecords()),
    editsOf('annotation', annotationRecords()),
  );
  return fc
    .record({
      seq: counts,
      changeId: fc.uuid(),
      name: texts,
      verb: fc.constantFrom('did', 'undid', 'redid'),
      edits: fc.array(edits, { maxLength: 3 }),
      at: numbers,
      by: texts,
      imageId: fc.constantFrom('', imageRecord(1).id),
    })
    .map((entry) => ({ ...entry, projectId: testProject.id }) as JournalEntry);
}

function editsOf<Kind extends RecordEdit['kind'], Record>(
  kind: Kind,
  records: fc.Arbitrary<Record>,
) {
  return fc.record({ kind: fc.constant(kind), before: fc.option(records), after: records });
}

/** Canonical runs, and runs with zeros inside as an older writer may have left them. */
function storedMasks(): fc.Arbitrary<Rle> {
  return fc.tuple(masks(), fc.boolean()).map(([mask, isOdd]) => {
    const rle = encodeMask(mask);
    const zeros = isOdd ? [0, 0] : [];
    return { size: rle.size, counts: Uint32Array.from([...rle.counts, ...zeros]) };
  });
}
