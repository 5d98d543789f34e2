import type { ImageId, ProjectId } from '../annotation/ids.ts';
import type { RecordEdit } from './change.ts';

/** Whether a change was made, taken back or carried out again. */
export type ChangeVerb = 'did' | 'undid' | 'redid';

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
