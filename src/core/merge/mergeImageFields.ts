import type { NoteId } from '../annotation/ids.ts';
import { imageStatuses, type ImageSummary } from '../project/project.ts';
import type { ReviewNote } from '../project/reviewNote.ts';
import { isEqual } from './isEqual.ts';

/** What of an image is merged by rule; all else stays the project's own. */
type MergedFields = Pick<
  ImageSummary,
  'status' | 'statusSet' | 'tags' | 'notes' | 'split' | 'window'
>;

export interface FieldVersions {
  readonly base: ImageSummary | null;
  readonly mine: ImageSummary;
  readonly theirs: ImageSummary;
}

/**
 * The image with what either side changed since the package left. Where both did: of the status the one
 * set last, of tags and notes each by itself, of split and window the project's own. A locked split stays.
 * The very same record when nothing changes.
 */
export function mergeImageFields(
  { base, mine, theirs }: FieldVersions,
  isSplitLocked: boolean,
): ImageSummary {
  const before: MergedFields = base ?? {
    ...mine,
    status: 'new',
    statusSet: null,
    tags: [],
    notes: [],
    split: null,
  };
  const merged: MergedFields = {
    ...mergeStatus(before, mine, theirs),
    tags: mergeTags(before.tags, mine.tags, theirs.tags),
    notes: mergeNotes(before.notes, mine.notes, theirs.notes),
    split: isSplitLocked ? mine.split : pickChanged(before.split, mine.split, theirs.split),
    window: pickChanged(before.window, mine.window, theirs.window),
  };
  const image = { ...mine, ...merged };
  return isEqual(image, mine) ? mine : image;
}

/** The value that was changed; mine when both were. */
export function pickChanged<Value>(base: Value, mine: Value, theirs: Value): Value {
  return isEqual(mine, base) ? theirs : mine;
}

type StatusFields = Pick<ImageSummary, 'status' | 'statusSet'>;

function mergeStatus(base: StatusFields, mine: StatusFields, theirs: StatusFields): StatusFields {
  const fields = ({ status, statusSet }: StatusFields) => ({ status, statusSet });
  if (isEqual(fields(mine), fields(base))) return fields(theirs);
  if (isEqual(fields(theirs), fields(base))) return fields(mine);
  const setAt = ({ statusSet }: StatusFields) => statusSet?.at ?? -Infinity;
  if (setAt(mine) !== setAt(theirs)) return fields(setAt(mine) > setAt(theirs) ? mine : theirs);
  // in doubt the one that has less done: somebody looks again
  const stageOf = ({ status }: StatusFields) => imageStatuses.indexOf(status);
  return fields(stageOf(mine) <= stageOf(theirs) ? mine : theirs);
}

function mergeTags(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
): readonly string[] {
  const kept = [...new Set([...mine, ...theirs])].filter(
    (tag) => (mine.includes(tag) && theirs.includes(tag)) || !base.includes(tag),
  );
  return kept.toSorted();
}

function mergeNotes(
  base: readonly ReviewNote[],
  mine: readonly ReviewNote[],
  theirs: readonly ReviewNote[],
): readonly ReviewNote[] {
  const [before, ours, others] = [base, mine, theirs].map(byId);
  const ids = new Set([...mine, ...theirs].map(({ id }) => id));
  const merged = [...ids].flatMap((id) =>
    mergeNote(before?.get(id), ours?.get(id), others?.get(id)),
  );
  return merged.toSorted((a, b) => a.written.at - b.written.at || (a.id < b.id ? -1 : 1));
}

function byId(notes: readonly ReviewNote[]): ReadonlyMap<NoteId, ReviewNote> {
  return new Map(notes.map((note) => [note.id, note]));
}

/** A note that one side deleted stays where the other side wrote on. */
function mergeNote(
  base: ReviewNote | undefined,
  mine: ReviewNote | undefined,
  theirs: ReviewNote | undefined,
): readonly ReviewNote[] {
  if (mine && theirs) {
    if (isEqual(mine, base)) return [theirs];
    if (isEqual(theirs, base)) return [mine];
    return [touchedAt(theirs) > touchedAt(mine) ? theirs : mine];
  }
  const only = mine ?? theirs;
  return !only || (base && isEqual(only, base)) ? [] : [only];
}

function touchedAt({ written, resolved }: ReviewNote): number {
  return Math.max(written.at, resolved?.at ?? -Infinity);
}
