import type { Annotation } from '../annotation/annotation.ts';
import type { Category } from '../annotation/category.ts';
import type { ImageSummary, Project } from './project.ts';

/** One record before and after; null where it does not exist. Never null on both sides. */
interface Edit<Kind extends string, Record> {
  readonly kind: Kind;
  readonly before: Record | null;
  readonly after: Record | null;
}

export type RecordEdit =
  | Edit<'project', Project>
  | Edit<'category', Category>
  | Edit<'image', ImageSummary>
  | Edit<'annotation', Annotation>;

/** Why a change was made: the key of its name in the text catalogue, under `change.`. */
export type ChangeName =
  | 'createProject'
  | 'duplicateProject'
  | 'addImages'
  | 'removeImage'
  | 'acceptCandidate'
  | 'renameAnnotation'
  | 'recategorizeAnnotation'
  | 'recolorAnnotation'
  | 'showAnnotation'
  | 'hideAnnotation'
  | 'refineAnnotation'
  | 'drawObject'
  | 'extendObject'
  | 'eraseFromObject'
  | 'reshapeObject'
  | 'sliceObject'
  | 'simplifyObject'
  | 'objectToPolygon'
  | 'objectToMask'
  | 'deleteAnnotation'
  | 'moveObjects'
  | 'uniteObjects'
  | 'subtractObjects'
  | 'intersectObjects'
  | 'xorObjects'
  | 'splitObjects'
  | 'groupObjects'
  | 'ungroupObjects'
  | 'fillHoles'
  | 'dropSpecks'
  | 'smoothObjects'
  | 'growObjects'
  | 'duplicateObjects'
  | 'cutObjects'
  | 'pasteObjects'
  | 'propagateObjects'
  | 'orderObjects'
  | 'lockObjects'
  | 'unlockObjects'
  | 'hideOthers'
  | 'showAllObjects'
  | 'closeGaps'
  | 'setOverlapPolicy'
  | 'startPartition'
  | 'endPartition'
  | 'createCategory'
  | 'renameCategory'
  | 'recolorCategory'
  | 'deleteCategory'
  | 'mergeCategories'
  | 'addCategories'
  | 'moveCategory'
  | 'recolorCategories'
  | 'setSupercategory'
  | 'setHotkey'
  | 'reviseAttributes'
  | 'setAttribute'
  | 'renameProject'
  | 'chooseModel'
  | 'archiveProject'
  | 'unarchiveProject'
  | 'deleteProject'
  | 'restoreProject'
  | 'setStatus'
  | 'setTags'
  | 'setSplit'
  | 'removeImages'
  | 'writeNote'
  | 'resolveNote'
  | 'deleteNote'
  | 'acceptImage'
  | 'sendBackImage'
  | 'divideImages'
  | 'lockSplit'
  | 'unlockSplit'
  | 'setWindow'
  | 'relinkImages'
  | 'mergePackage'
  | 'importAnnotations'
  | 'mendCounts'
  | 'bringBack' // out of the second copy
  | 'attachPictures'; // to images whose bytes were missing

/**
 * One step of the document: what undo takes back, what storage writes in one transaction.
 * Records are compared by reference, never mutated.
 */
export interface Change {
  readonly name: ChangeName;
  readonly edits: readonly RecordEdit[];
}

/** The change that takes `change` back: edits reversed in order and direction. */
export function invertChange(change: Change): Change {
  return { name: change.name, edits: change.edits.map(invertEdit).toReversed() };
}

function invertEdit(edit: RecordEdit): RecordEdit {
  switch (edit.kind) {
    case 'project':
      return { kind: 'project', before: edit.after, after: edit.before };
    case 'category':
      return { kind: 'category', before: edit.after, after: edit.before };
    case 'image':
      return { kind: 'image', before: edit.after, after: edit.before };
    case 'annotation':
      return { kind: 'annotation', before: edit.after, after: edit.before };
  }
}
