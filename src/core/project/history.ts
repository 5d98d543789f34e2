import type { CategoryId, ImageId } from '../annotation/ids.ts';
import type { RecordEdit } from './change.ts';
import type { ChangeReach, ChangeVerb, JournalEntry } from './journal.ts';
import type { ImageStatus } from './project.ts';
import type { Stamp } from './stamp.ts';

/** What a step was done to, as far as a list of steps shows it. */
export type StepSubject =
  | {
      readonly kind: 'objects';
      readonly count: number;
      readonly name: string;
      readonly categoryId: CategoryId | null; // of the first one
    }
  | { readonly kind: 'name'; readonly name: string } // of a category, of the project, of tags
  | { readonly kind: 'status'; readonly status: ImageStatus }
  | { readonly kind: 'images'; readonly count: number };

/** What a history keeps of a journal entry: all but the records themselves. */
export interface Trace {
  readonly seq: number;
  readonly endSeq: number; // of the last entry that was written with it
  readonly changeId: string;
  readonly name: string; // a ChangeName; of an older or newer version perhaps
  readonly verb: ChangeVerb;
  readonly stamp: Stamp;
  /** The image whose step it is; '': a step of the project. */
  readonly home: ImageId | '';
  readonly reach: ChangeReach;
  readonly makesImage: boolean; // its image came with it
  readonly subject: StepSubject | null;
}

/** One step that can be taken back, or done again while it is. */
export interface Step extends Omit<Trace, 'seq' | 'verb'> {
  /** The entries that did it, ascending; an import is written batch by batch. Never empty. */
  readonly seqs: readonly number[];
  readonly undoneSeq: number | null; // of the entry that took it back; null: it stands
}

/** Written by the studio, or about the project as a whole: none of the work that is undone. */
const noSteps: ReadonlySet<string> = new Set([
  'createProject',
  'duplicateProject',
  'archiveProject',
  'unarchiveProject',
  'deleteProject',
  'restoreProject',
  'mendCounts',
]);

/** What a history keeps of an entry. */
export function traceOf(entry: JournalEntry): Trace {
  const { seq, changeId, name, verb, by, at, imageId, edits, entryCount = 1 } = entry;
  const { reach = reachOfOld(entry) } = entry;
  return {
    seq,
    endSeq: imageId === '' ? seq + entryCount - 1 : seq,
    changeId,
    name,
    verb,
    stamp: { by, at },
    home: reach === 'image' ? imageId : '',
    reach,
    makesImage: edits.some(({ kind, before }) => kind === 'image' && before === null),
    subject: subjectOf(edits, imageId === '' ? entryCount - 1 : 0),
  };
}

/** Of an entry from before it was kept: what it says itself. */
function reachOfOld({ imageId, edits }: JournalEntry): ChangeReach {
  const isOfAll = edits.some(
    ({ kind, before, after }) => kind === 'image' && (before === null || after === null),
  );
  return imageId === '' || isOfAll ? 'all' : 'image';
}

function subjectOf(edits: readonly RecordEdit[], imageCount: number): StepSubject | null {
  const objects = edits.flatMap((edit) => (edit.kind === 'annotation' ? [edit] : []));
  const [first] = objects;
  if (first) {
    const record = first.after ?? first.before;
    const count = new Set(objects.map(({ before, after }) => (after ?? before)?.id)).size;
    return {
      kind: 'objects',
      count,
      name: record?.name ?? '',
      categoryId: record?.categoryId ?? null,
    };
  }
  if (imageCount > 0) return { kind: 'images', count: imageCount };
  const [edit] = edits;
  switch (edit?.kind) {
    case undefined:
    case 'annotation':
      return null;
    case 'category':
    case 'project':
      return { kind: 'name', name: (edit.after ?? edit.before)?.name ?? '' };
    case 'image': {
      const { before, after } = edit;
      if (!before || !after) return null;
      if (before.status !== after.status) return { kind: 'status', status: after.status };
      const added = after.tags.filter((tag) => !before.tags.includes(tag));
      const removed = before.tags.filter((tag) => !after.tags.includes(tag));
      const tags = [...added, ...removed.map((tag) => `−${tag}`)];
      return tags.length > 0 ? { kind: 'name', name: tags.join(', ') } : null;
    }
  }
}

/**
 * The steps after some more traces, in the order in which they were first done. What was undone can be
 * done again until something new is done in the same place: then it is dropped.
 *
 * @param steps so far; not altered
 * @param traces ascending by `seq`
 */
export function withTraces(steps: readonly Step[], traces: readonly Trace[]): readonly Step[] {
  const draft: Draft = {
    steps: new Map(steps.map((step) => [step.changeId, step])),
    undone: new Set(steps.flatMap((step) => (step.undoneSeq === null ? [] : step.changeId))),
  };
  for (const trace of traces) {
    if (noSteps.has(trace.name)) continue;
    if (trace.verb === 'did') takeDone(draft, trace);
    else takeTurn(draft, trace);
  }
  return [...draft.steps.values()];
}

interface Draft {
  readonly steps: Map<string, Step>; // by changeId
  readonly undone: Set<string>; // those among them that are taken back
}

function takeDone({ steps, undone }: Draft, { seq, verb: _verb, ...rest }: Trace): void {
  const former = steps.get(rest.changeId);
  if (former) {
    const seqs = [...former.seqs, seq];
    steps.set(rest.changeId, { ...former, ...grown(former, rest), seqs, endSeq: rest.endSeq });
    return;
  }
  for (const changeId of undone) {
    if (steps.get(changeId)?.home !== rest.home) continue;
    steps.delete(changeId);
    undone.delete(changeId);
  }
  steps.set(rest.changeId, { ...rest, seqs: [seq], undoneSeq: null });
}

/** A step that goes on in another batch is about all images of it. */
function grown({ subject: a }: Step, { subject: b }: Pick<Trace, 'subject'>): Partial<Step> {
  if (a?.kind !== 'images' || b?.kind !== 'images') return {};
  return { subject: { kind: 'images', count: a.count + b.count } };
}

function takeTurn({ steps, undone }: Draft, { verb, seq, changeId, name }: Trace): void {
  const isUndo = verb === 'undid';
  // former versions gave each entry a change of its own, and took back strictly one after the other
  const turned =
    steps.get(changeId) ??
    [...steps.values()].findLast(
      (step) => step.name === name && (step.undoneSeq === null) === isUndo,
    );
  if (!turned) return;
  steps.set(turned.changeId, { ...turned, undoneSeq: isUndo ? seq : null });
  if (isUndo) undone.add(turned.changeId);
  else undone.delete(turned.changeId);
}

/** Where a step stands in its history: at its first entry. */
export function placeOf({ seqs }: Step): number {
  return seqs[0] ?? 0;
}

/** The newest step that stands. */
export function newestDone(steps: readonly Step[]): Step | null {
  return best(steps, (step) => (step.undoneSeq === null ? placeOf(step) : null));
}

/** The step that was taken back last. */
export function newestUndone(steps: readonly Step[]): Step | null {
  return best(steps, (step) => step.undoneSeq);
}

function best(steps: readonly Step[], rank: (step: Step) => number | null): Step | null {
  let found: Step | null = null;
  let highest = -1;
  for (const step of steps) {
    const value = rank(step);
    if (value === null || value <= highest) continue;
    found = step;
    highest = value;
  }
  return found;
}

/** One turn on the way to a point of a history. */
export interface Turn {
  readonly step: Step;
  readonly verb: 'undid' | 'redid';
}

/**
 * The way to the point right after a step: what came later is taken back, the newest first; what was
 * taken back up to there is done again, the oldest first.
 *
 * @param target null: the point before the first of these steps
 */
export function wayTo(steps: readonly Step[], target: Step | null): readonly Turn[] {
  const place = target ? placeOf(target) : 0;
  const ascending = steps.toSorted((a, b) => placeOf(a) - placeOf(b));
  const back = ascending.filter((step) => placeOf(step) > place && step.undoneSeq === null);
  const forth = ascending.filter((step) => placeOf(step) <= place && step.undoneSeq !== null);
  return [
    ...back.toReversed().map((step) => ({ step, verb: 'undid' }) as const),
    ...forth.map((step) => ({ step, verb: 'redid' }) as const),
  ];
}
