import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentHistories } from '#testing/arbitraryDocuments.ts';
import { annotationRecord, imageRecord, testProject } from '#testing/records.ts';
import type { ImageId } from '../annotation/ids.ts';
import { invertChange, type Change, type RecordEdit } from './change.ts';
import { editsByImage, type ChangeVerb, type JournalEntry } from './journal.ts';
import { isWholeHistory, replayImage, replayProject } from './replay.ts';

const imageId = imageRecord(1).id;

describe('replayImage', () => {
  it('brings back the objects that a removed image had when its removal is undone', () => {
    const disk = new Disk();
    const arrival: Change = {
      name: 'addImages',
      edits: [{ kind: 'image', before: null, after: imageRecord(1) }],
    };
    const object: Change = {
      name: 'acceptCandidate',
      edits: [{ kind: 'annotation', before: null, after: annotationRecord(1) }],
    };
    const removal: Change = {
      name: 'removeImage',
      edits: [
        { kind: 'annotation', before: annotationRecord(1), after: null },
        { kind: 'image', before: imageRecord(1), after: null },
      ],
    };
    for (const change of [arrival, object, removal]) disk.write(change, 'did');
    expect(replayImage(null, disk.entriesOf(imageId)).image).toBeNull();
    disk.write(invertChange(removal), 'undid');
    const { image, annotations } = replayImage(null, disk.entriesOf(imageId));
    expect(image).toEqual(imageRecord(1));
    expect([...annotations.values()]).toEqual([annotationRecord(1)]);
  });
});

describe('isWholeHistory', () => {
  it('is true of an image that arrived, not of one that was there before there was a journal', () => {
    const disk = new Disk();
    const edited = { ...imageRecord(1), tags: ['night'] };
    disk.write(
      { name: 'setTags', edits: [{ kind: 'image', before: imageRecord(1), after: edited }] },
      'did',
    );
    expect(isWholeHistory(disk.entriesOf(imageId))).toBe(false);
    expect(isWholeHistory([])).toBe(false);
    const other = new Disk();
    other.write(
      { name: 'addImages', edits: [{ kind: 'image', before: null, after: edited }] },
      'did',
    );
    expect(isWholeHistory(other.entriesOf(imageId))).toBe(true);
  });
});

describe('properties', () => {
  it('gives the records that lie on disk, from the beginning and from any snapshot', () => {
    fc.assert(
      fc.property(walks(), ({ changes, moves, snapshotAt }) => {
        const disk = new Disk();
        const snapshots = walk(disk, changes, moves).slice(0, snapshotAt + 1);
        for (const id of disk.imageIds()) {
          const entries = disk.entriesOf(id);
          const live = disk.stateOf(id);
          expect(replayImage(null, entries)).toEqual(live);
          const known = snapshots.at(-1)?.get(id);
          if (known) expect(replayImage(known, entries)).toEqual(live);
        }
        const { project, categories } = replayProject(disk.entriesOf(''));
        expect(categories).toEqual(disk.categories);
        expect(project).toEqual(disk.project);
      }),
    );
  });
});

type Move = 'do' | 'undo' | 'redo';

function walks() {
  return fc.record({
    changes: documentHistories().map(({ start, changes }): readonly Change[] => [
      firstChange(
        [...start.categories.values()],
        [...start.images.values()],
        [...start.annotations.values()],
      ),
      ...changes,
    ]),
    moves: fc.array(fc.constantFrom<Move>('do', 'do', 'undo', 'redo'), { maxLength: 30 }),
    snapshotAt: fc.nat(30),
  });
}

/** Everything that the document of a history starts with. */
function firstChange(
  categories: readonly NonNullable<Extract<RecordEdit, { kind: 'category' }>['after']>[],
  images: readonly NonNullable<Extract<RecordEdit, { kind: 'image' }>['after']>[],
  open: readonly ReadonlyMap<
    unknown,
    NonNullable<Extract<RecordEdit, { kind: 'annotation' }>['after']>
  >[],
): Change {
  const objects = open.flatMap((each) => [...each.values()]);
  return {
    name: 'mergePackage',
    edits: [
      { kind: 'project', before: null, after: testProject },
      ...categories.map((after): RecordEdit => ({ kind: 'category', before: null, after })),
      ...images.map((after): RecordEdit => ({ kind: 'image', before: null, after })),
      ...objects.map((after): RecordEdit => ({ kind: 'annotation', before: null, after })),
    ],
  };
}

/** Carries changes out, takes them back and does them again; gives the snapshots after each move. */
function walk(disk: Disk, changes: readonly Change[], moves: readonly Move[]) {
  const waiting = [...changes];
  const done: Change[] = [];
  const undone: Change[] = [];
  return moves.map((move) => {
    const next = move === 'do' ? waiting.shift() : (move === 'undo' ? done : undone).pop();
    if (next && move === 'undo') {
      undone.push(next);
      disk.write(invertChange(next), 'undid');
    } else if (next) {
      // what was undone is only done again in the order of history
      if (move === 'do' && undone.length > 0) waiting.length = undone.length = 0;
      else {
        done.push(next);
        disk.write(next, move === 'do' ? 'did' : 'redid');
      }
    }
    return disk.snapshots();
  });
}

/** Records and journal as storage writes them. */
class Disk {
  project: unknown = null;
  readonly categories = new Map<string, unknown>();
  private readonly images = new Map<ImageId, ReturnType<typeof imageRecord>>();
  private readonly annotations = new Map<string, ReturnType<typeof annotationRecord>>();
  private readonly journal: JournalEntry[] = [];

  write(change: Change, verb: ChangeVerb): void {
    for (const edit of change.edits) this.writeEdit(edit);
    for (const [id, edits] of editsByImage(change.edits)) {
      const seq = this.journal.length + 1;
      this.journal.push({
        seq,
        projectId: testProject.id,
        imageId: id,
        changeId: `change-${seq}`,
        name: change.name,
        verb,
        edits,
        at: 0,
        by: '',
      });
    }
  }

  entriesOf(id: ImageId | ''): readonly JournalEntry[] {
    return this.journal.filter((entry) => entry.imageId === id);
  }

  imageIds(): readonly ImageId[] {
    return [...new Set(this.journal.flatMap(({ imageId: id }) => (id === '' ? [] : [id])))];
  }

  stateOf(id: ImageId) {
    const objects = [...this.annotations.values()].filter((each) => each.imageId === id);
    return {
      image: this.images.get(id) ?? null,
      annotations: new Map(objects.map((each) => [each.id, each])),
    };
  }

  snapshots() {
    const seq = this.journal.length;
    return new Map(this.imageIds().map((id) => [id, { seq, ...this.stateOf(id) }]));
  }

  private writeEdit(edit: RecordEdit): void {
    switch (edit.kind) {
      case 'project':
        this.project = edit.after;
        return;
      case 'category':
        return writeRecord(this.categories, edit);
      case 'image':
        return writeRecord(this.images, edit);
      case 'annotation':
        return writeRecord(this.annotations, edit);
    }
  }
}

function writeRecord<Id, Value extends { readonly id: Id }>(
  records: Map<Id, Value> | Map<string, unknown>,
  { before, after }: { readonly before: Value | null; readonly after: Value | null },
): void {
  const map = records as Map<Id, Value>;
  if (after) map.set(after.id, after);
  else if (before) map.delete(before.id);
}
