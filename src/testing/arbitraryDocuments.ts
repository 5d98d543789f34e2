import * as fc from 'fast-check';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { Change, RecordEdit } from '#core/project/change.ts';
import { applyChange, type ProjectDocument } from '#core/project/document.ts';
import type { ImageSummary } from '#core/project/project.ts';
import { annotationRecord, categoryRecord, documentOf, imageRecord } from './records.ts';

/** A document and changes that can be applied to it one after the other. */
export interface DocumentHistory {
  readonly start: ProjectDocument;
  readonly changes: readonly Change[];
}

/** Small documents: up to three categories and three images, none or one of these open. */
export function documents(): fc.Arbitrary<ProjectDocument> {
  return fc
    .record({ categoryCount: count, imageCount: count, openIndex: count, openCount: count })
    .map(({ categoryCount, imageCount, openIndex, openCount }) => {
      const images = numbersTo(imageCount).map((number) => imageRecord(number));
      const open = images[openIndex];
      return documentOf({
        categories: numbersTo(categoryCount).map((number) => categoryRecord(number)),
        images,
        open: open ? { [open.id]: objectsOn(open, openCount) } : {},
      });
    });
}

/** Documents with up to eight changes of one to three edits: every kind of record, every direction. */
export function documentHistories(): fc.Arbitrary<DocumentHistory> {
  const change = fc.array(wishes(), { minLength: 1, maxLength: 3 });
  return fc
    .record({ start: documents(), wishes: fc.array(change, { maxLength: 8 }) })
    .map(({ start, wishes: wished }) => {
      const changes: Change[] = [];
      let document = start;
      for (const each of wished) {
        const planned = changeOf(document, each);
        if (planned.edits.length === 0) continue;
        changes.push(planned);
        document = applyChange(document, planned);
      }
      return { start, changes };
    });
}

const count = fc.nat({ max: 3 });

/** What is to happen to which record; whether it creates, alters or deletes depends on the document. */
interface Wish {
  readonly kind: RecordEdit['kind'];
  readonly number: number;
  readonly isDelete: boolean;
  readonly text: string; // of the name that the record gets
}

function wishes(): fc.Arbitrary<Wish> {
  return fc.record({
    kind: fc.constantFrom('project', 'category', 'image', 'annotation'),
    number: fc.integer({ min: 1, max: 4 }),
    isDelete: fc.boolean(),
    text: fc.string({ maxLength: 2 }),
  });
}

function changeOf(start: ProjectDocument, wished: readonly Wish[]): Change {
  const edits: RecordEdit[] = [];
  let document = start;
  for (const wish of wished) {
    for (const edit of editsOf(document, wish)) {
      edits.push(edit);
      document = applyChange(document, { name: 'renameProject', edits: [edit] });
    }
  }
  return { name: 'renameProject', edits };
}

function editsOf(document: ProjectDocument, wish: Wish): readonly RecordEdit[] {
  const { number, isDelete, text } = wish;
  switch (wish.kind) {
    case 'project': {
      const { project } = document;
      return [{ kind: 'project', before: project, after: { ...project, name: text } }];
    }
    case 'category': {
      const fresh = categoryRecord(number, { name: text });
      const before = document.categories.get(fresh.id) ?? null;
      return before || !isDelete
        ? [{ kind: 'category', before, after: isDelete ? null : fresh }]
        : [];
    }
    case 'image':
      return imageEdits(document, wish);
    case 'annotation':
      return annotationEdits(document, wish);
  }
}

/** The open image stays: to bring its objects back is left to whoever opens it again. */
function imageEdits(
  document: ProjectDocument,
  { number, isDelete, text }: Wish,
): readonly RecordEdit[] {
  const fresh = imageRecord(number, { fileName: text });
  const before = document.images.get(fresh.id) ?? null;
  if (!isDelete) return [{ kind: 'image', before, after: fresh }];
  return before && !document.annotations.has(fresh.id)
    ? [{ kind: 'image', before, after: null }]
    : [];
}

/** On the open image, else on one whose objects are not in memory. */
function annotationEdits(
  document: ProjectDocument,
  { number, isDelete, text }: Wish,
): readonly RecordEdit[] {
  const [openId] = document.annotations.keys();
  const imageId = number === 4 ? imageRecord(9).id : (openId ?? imageRecord(9).id);
  const fresh = annotationRecord(number, { imageId, name: text });
  const before = document.annotations.get(imageId)?.get(fresh.id) ?? null;
  if (!isDelete) return [{ kind: 'annotation', before, after: fresh }];
  return before ? [{ kind: 'annotation', before, after: null }] : [];
}

function objectsOn({ id }: ImageSummary, objectCount: number): readonly Annotation[] {
  return numbersTo(objectCount).map((number) => annotationRecord(number, { imageId: id }));
}

function numbersTo(last: number): readonly number[] {
  return Array.from({ length: last }, (_, i) => i + 1);
}
