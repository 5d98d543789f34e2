import type { ImageId, ProjectId } from '../annotation/ids.ts';
import type { Change, RecordEdit } from './change.ts';

/** Whether a change was made, taken back or carried out again. */
export type ChangeVerb = 'did' | 'undid' | 'redid';

/**
 * How far a change reaches: one image that stays, several that stay, or everything, as settings,
 * categories and the coming and going of images do.
 */
export type ChangeReach = 'image' | 'images' | 'all';

/**
 * What one change did to the records of one image, or to those of the project as a whole. Entries are
 * only ever added; those of one change are written in one transaction with the records themselves.
 */
export interface JournalEntry {
  readonly seq: number; // ascending in the order of writing, unique in the database
  readonly projectId: ProjectId;
  readonly imageId: ImageId | ''; // '': the project and its categories
  readonly changeId: string; // UUID, shared by the entries of one change
  readonly name: string; // a ChangeName; of an older or newer version perhaps
  readonly verb: ChangeVerb;
  readonly edits: readonly RecordEdit[];
  readonly at: number; // ms since 1970, UTC
  readonly by: string; // display name; '' when none was given
  /** Of the change as a whole; absent: written before it was kept. */
  readonly reach?: ChangeReach;
  /** How many entries were written with this one, itself included; absent likewise. */
  readonly entryCount?: number;
}

/** A change with all that its entries tell of it. */
export interface WrittenStep {
  readonly change: Change;
  readonly changeId: string; // UUID
  readonly verb: ChangeVerb;
  readonly at: number; // ms since 1970, UTC
  readonly by: string; // display name
  readonly reach?: ChangeReach; // absent: what follows from the edits
}

/**
 * The entries of a change in the order of writing, without what the database adds. A change that reaches
 * further than one image has one of the project itself, be it without edits, so that all such changes
 * are found in one place.
 */
export function entriesOf(
  projectId: ProjectId,
  { change, changeId, verb, at, by, reach = reachOf(change.edits) }: WrittenStep,
): readonly Omit<JournalEntry, 'seq'>[] {
  if (change.edits.length === 0) return [];
  const byImage = new Map<ImageId | '', readonly RecordEdit[]>(reach === 'image' ? [] : [['', []]]);
  for (const [imageId, edits] of editsByImage(change.edits)) byImage.set(imageId, edits);
  const shared = { projectId, changeId, name: change.name, verb, at, by, reach };
  return [...byImage].map(([imageId, edits]) => ({
    ...shared,
    imageId,
    edits,
    entryCount: byImage.size,
  }));
}

/** How far a change of these edits reaches. */
export function reachOf(edits: readonly RecordEdit[]): ChangeReach {
  const isOfAll = edits.some(
    ({ kind, before, after }) =>
      kind === 'project' ||
      kind === 'category' ||
      (kind === 'image' && (before === null || after === null)),
  );
  if (isOfAll) return 'all';
  return editsByImage(edits).size === 1 ? 'image' : 'images';
}

/** The edits of a change by the image whose history they belong to; '' for those of the project. */
export function editsByImage(
  edits: readonly RecordEdit[],
): ReadonlyMap<ImageId | '', readonly RecordEdit[]> {
  const byImage = new Map<ImageId | '', RecordEdit[]>();
  for (const edit of edits) {
    const key = imageIdOf(edit);
    const list = byImage.get(key);
    if (list) list.push(edit);
    else byImage.set(key, [edit]);
  }
  return byImage;
}

function imageIdOf(edit: RecordEdit): ImageId | '' {
  switch (edit.kind) {
    case 'project':
    case 'category':
      return '';
    case 'image':
      return (edit.after ?? edit.before)?.id ?? '';
    case 'annotation':
      return (edit.after ?? edit.before)?.imageId ?? '';
  }
}
