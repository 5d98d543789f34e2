import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentHistories } from '#testing/arbitraryDocuments.ts';
import { applyChange, type ProjectDocument } from '../project/document.ts';
import type { RecordEdit } from '../project/change.ts';
import { copyEditOf, readLines, writeLine, type CopyEdit, type CopyLine } from './copyLines.ts';
import { CopyOverlay, unbroken } from './replayCopy.ts';

/** Every record of a document that is in memory, as edits. */
function recordsOf(document: ProjectDocument): readonly CopyEdit[] {
  const { project, categories, images, annotations } = document;
  return [
    { kind: 'project', id: project.id, after: project },
    ...[...categories.values()].map((after): CopyEdit => ({
      kind: 'category',
      id: after.id,
      after,
    })),
    ...[...images.values()].map((after): CopyEdit => ({ kind: 'image', id: after.id, after })),
    ...[...annotations.values()].flatMap((objects) =>
      [...objects.values()].map((after): CopyEdit => ({ kind: 'annotation', id: after.id, after })),
    ),
  ];
}

function linesOf(edits: readonly CopyEdit[]): readonly CopyLine[] {
  return [...readLines(edits.map(writeLine).join(''))];
}

/** What base and log give, by kind and id. */
function replay(base: readonly CopyLine[], logs: readonly CopyLine[]): ReadonlyMap<string, string> {
  const overlay = new CopyOverlay();
  for (const line of logs) overlay.add(line);
  const left = base.filter((line) => !overlay.covers(line));
  return new Map(
    [...left, ...overlay.left()].map(({ kind, id, json }) => [`${kind} ${id}`, json ?? '']),
  );
}

/** Objects of images that are not open are not in a document. */
function isKnown({ annotations }: ProjectDocument, edit: RecordEdit): boolean {
  if (edit.kind !== 'annotation') return true;
  const imageId = (edit.after ?? edit.before)?.imageId;
  return imageId !== undefined && annotations.has(imageId);
}

describe('base and log', () => {
  it('give the document that the changes lead to, wherever between them the base was written', () => {
    fc.assert(
      fc.property(documentHistories(), fc.nat(), fc.nat(), ({ start, changes }, a, b) => {
        const states = changes.reduce<ProjectDocument[]>(
          (list, change) => [...list, applyChange(list.at(-1) ?? start, change)],
          [start],
        );
        const began = a % states.length;
        const ended = began + (b % (states.length - began));
        const edits = changes.slice(began).flatMap((change) => change.edits);
        const log = linesOf(edits.filter((edit) => isKnown(start, edit)).map(copyEditOf));
        // read while changes went on: some records as they were, others as they became
        const fuzzy = new Map(
          [
            ...linesOf(recordsOf(states[began] ?? start)),
            ...linesOf(recordsOf(states[ended] ?? start)),
          ].map((line) => [`${line.kind} ${line.id}`, line] as const),
        );
        const want = replay(linesOf(recordsOf(states.at(-1) ?? start)), []);
        expect(replay([...fuzzy.values()], log)).toEqual(want);
      }),
    );
  });
});

describe('unbroken', () => {
  const frame = (previousSeq: number, seq: number) => ({ previousSeq, seq });

  it('goes on from the base in the order of the journal, each change once', () => {
    const frames = [frame(7, 9), frame(3, 5), frame(5, 7), frame(5, 7), frame(1, 3)];
    expect(unbroken(3, frames)).toEqual([frame(3, 5), frame(5, 7), frame(7, 9)]);
  });

  it('ends at a change that is missing', () => {
    expect(unbroken(3, [frame(3, 5), frame(7, 9), frame(9, 11)])).toEqual([frame(3, 5)]);
  });

  it('takes a change whose predecessor was deleted from the journal', () => {
    expect(unbroken(5, [frame(2, 6)])).toEqual([frame(2, 6)]);
  });

  it('never leaves a hole, whatever lies in the logs', () => {
    const frames = fc.array(
      fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 5 })).map(([at, by]) => frame(at, at + by)),
    );
    fc.assert(
      fc.property(fc.nat(20), frames, (base, list) => {
        let last = base;
        for (const { previousSeq, seq } of unbroken(base, list)) {
          expect(previousSeq).toBeLessThanOrEqual(last);
          expect(seq).toBeGreaterThan(last);
          last = seq;
        }
      }),
    );
  });
});

describe('lines', () => {
  it('are passed over where they are none, and a torn last one is not taken', () => {
    const good = writeLine({ kind: 'image', id: 'a\tb\n', after: { id: 'a\tb\n', tags: ['\n'] } });
    const text = `rubbish\nimage\tno json\t{}\nplanet\t"x"\t{}\n${good}${good.slice(0, -1)}`;
    expect([...readLines(text)]).toEqual([
      { kind: 'image', id: 'a\tb\n', json: '{"id":"a\\tb\\n","tags":["\\n"]}' },
    ]);
  });

  it('do not say which project storage keeps a record under, and say what is deleted', () => {
    const edits: readonly CopyEdit[] = [
      { kind: 'category', id: 'c', after: { id: 'c', projectId: 'p' } },
      { kind: 'category', id: 'd', after: null },
    ];
    expect(linesOf(edits)).toEqual([
      { kind: 'category', id: 'c', json: '{"id":"c"}' },
      { kind: 'category', id: 'd', json: null },
    ]);
  });
});
