import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { ImageId } from '#core/annotation/ids.ts';
import { annotationRecord, categoryRecord, documentOf, imageRecord } from '#testing/records.ts';
import type { Change } from './change.ts';
import { applyChange, type ProjectDocument } from './document.ts';
import {
  addAnnotation,
  deleteAnnotation,
  recategorizeAnnotation,
  reviseAnnotation,
} from './edits.ts';
import { newestDone, newestUndone, traceOf, wayTo, withTraces, type Turn } from './history.ts';
import { entriesOf, type ChangeVerb, type JournalEntry } from './journal.ts';
import { replayImage } from './replay.ts';
import { planTurn } from './takeBack.ts';

const images = [imageRecord(1), imageRecord(2)] as const;
const start = documentOf({
  categories: [categoryRecord(1), categoryRecord(2)],
  images,
  open: { [images[0].id]: [], [images[1].id]: [] },
});

describe('a history', () => {
  it('drops what was undone once something new is done to the same image, not to another', () => {
    const world = new World();
    world.edit(images[0].id, 1, 'name');
    world.edit(images[0].id, 2, 'name');
    world.turn(images[0].id, 'undid');
    world.edit(images[1].id, 3, 'name');
    expect(world.stepsOf(images[0].id)).toHaveLength(2);
    world.edit(images[0].id, 4, 'name');
    expect(world.stepsOf(images[0].id)).toHaveLength(2);
    expect(newestUndone(world.stepsOf(images[0].id))).toBeNull();
  });

  it('pairs what a former version wrote with a change of its own for each undo', () => {
    const entry = (seq: number, verb: ChangeVerb): JournalEntry => ({
      seq,
      projectId: start.project.id,
      imageId: images[0].id,
      changeId: `of-${seq}`,
      name: 'renameAnnotation',
      verb,
      edits: [{ kind: 'annotation', before: annotationRecord(1), after: annotationRecord(1) }],
      at: 0,
      by: '',
    });
    const traces = [entry(1, 'did'), entry(2, 'did'), entry(3, 'undid')].map(traceOf);
    const steps = withTraces([], traces);
    expect(steps.map(({ undoneSeq }) => undoneSeq)).toEqual([null, 3]);
    const after = withTraces(steps, [traceOf(entry(4, 'redid'))]);
    expect(after.map(({ undoneSeq }) => undoneSeq)).toEqual([null, null]);
  });

  it('takes a change that was written in batches for one step', () => {
    const change: Change = {
      name: 'addImages',
      edits: [{ kind: 'image', before: null, after: images[0] }],
    };
    const traces = [1, 2].map((batch) => {
      const step = { change, changeId: 'import', verb: 'did', at: 0, by: '' } as const;
      const [header] = entriesOf(start.project.id, step);
      if (!header) throw new Error('no entry of the project');
      return traceOf({ ...header, seq: batch * 10 });
    });
    expect(withTraces([], traces)).toMatchObject([
      { home: '', reach: 'all', seqs: [10, 20], endSeq: 21, subject: { kind: 'images', count: 2 } },
    ]);
  });
});

describe('properties', () => {
  it('shows what a replay of the journal shows, whatever was done, undone and redone', () => {
    fc.assert(
      fc.property(deeds(), (list) => {
        const world = new World();
        world.play(list);
        for (const { id } of images) {
          const entries = world.journal.filter(({ imageId }) => imageId === id);
          const replayed = replayImage({ ...stateOf(start, id), seq: 0 }, entries);
          expect(replayed).toEqual(stateOf(world.document, id));
        }
      }),
    );
  });

  it('comes to the first state of an image when all of its steps are undone, others untouched', () => {
    fc.assert(
      fc.property(deeds(), fc.constantFrom(0, 1), (list, index) => {
        const world = new World();
        world.play(list);
        const [here, there] = [images[index], images[1 - index]];
        if (!here || !there) throw new Error('there are two images');
        const other = stateOf(world.document, there.id);
        while (world.turn(here.id, 'undid'));
        expect(stateOf(world.document, here.id)).toEqual(stateOf(start, here.id));
        expect(stateOf(world.document, there.id)).toEqual(other);
      }),
    );
  });

  it('goes to any point and back without a loss', () => {
    fc.assert(
      fc.property(deeds(), fc.nat({ max: 20 }), (list, at) => {
        const world = new World();
        world.play(list);
        const { id } = images[0];
        const end = stateOf(world.document, id);
        const present = newestDone(world.stepsOf(id));
        const steps = world.stepsOf(id);
        world.go(id, wayTo(steps, steps[at % (steps.length + 1)] ?? null));
        world.go(id, wayTo(world.stepsOf(id), present));
        expect(stateOf(world.document, id)).toEqual(end);
      }),
    );
  });

  it('follows from its traces, in whatever portions they come', () => {
    fc.assert(
      fc.property(deeds(), fc.nat({ max: 30 }), (list, cut) => {
        const world = new World();
        world.play(list);
        const traces = world.tracesOf(images[0].id);
        const inTwo = withTraces(withTraces([], traces.slice(0, cut)), traces.slice(cut));
        expect(inTwo).toEqual(withTraces([], traces));
      }),
    );
  });
});

type What = 'name' | 'category' | 'delete';

interface Deed {
  readonly verb: 'edit' | 'undid' | 'redid';
  readonly image: 0 | 1;
  readonly number: number; // of the object
  readonly what: What; // to an object that is there
}

function deeds(): fc.Arbitrary<readonly Deed[]> {
  return fc.array(
    fc.record({
      verb: fc.constantFrom('edit' as const, 'edit' as const, 'undid' as const, 'redid' as const),
      image: fc.constantFrom(0 as const, 1 as const),
      number: fc.integer({ min: 1, max: 3 }),
      what: fc.constantFrom<What>('name', 'category', 'delete'),
    }),
    { maxLength: 30 },
  );
}

function stateOf({ images: rows, annotations }: ProjectDocument, id: ImageId) {
  return { image: rows.get(id) ?? null, annotations: annotations.get(id) ?? new Map() };
}

/** A project whose every change is in a journal. */
class World {
  document = start;
  readonly journal: JournalEntry[] = [];
  private changeCount = 0;

  play(list: readonly Deed[]): void {
    for (const { verb, image, number, what } of list) {
      const { id } = images[image];
      if (verb === 'edit') this.edit(id, number, what);
      else this.turn(id, verb);
    }
  }

  edit(imageId: ImageId, number: number, what: What): void {
    const fresh = annotationRecord(number, {
      imageId,
      id: `${imageId}-${number}` as Annotation['id'],
    });
    const there = this.document.annotations.get(imageId)?.get(fresh.id);
    this.changeCount += 1;
    this.write(there ? this.changed(there, what) : addAnnotation(this.document, fresh), {
      changeId: `change-${this.changeCount}`,
      verb: 'did',
    });
  }

  private changed(there: Annotation, what: What): Change {
    switch (what) {
      case 'name':
        return reviseAnnotation('renameAnnotation', there, { name: `name ${this.changeCount}` });
      case 'category':
        return recategorizeAnnotation(this.document, there, categoryRecord(2).id);
      case 'delete':
        return deleteAnnotation(this.document, there);
    }
  }

  /** @returns whether there was a step to turn */
  turn(imageId: ImageId, verb: Turn['verb']): boolean {
    const steps = this.stepsOf(imageId);
    const step = verb === 'undid' ? newestDone(steps) : newestUndone(steps);
    if (!step) return false;
    this.go(imageId, [{ step, verb }]);
    return true;
  }

  go(imageId: ImageId, way: readonly Turn[]): void {
    for (const { step, verb } of way) {
      const edits = this.journal
        .filter((entry) => entry.changeId === step.changeId && entry.verb === 'did')
        .flatMap((entry) => entry.edits);
      const plan = planTurn({ name: 'drawObject', edits }, verb, {
        ...this.document,
        annotations: this.document.annotations.get(imageId) ?? new Map(),
        objectCounts: new Map(),
      });
      if (plan.kind === 'blocked') throw new Error(JSON.stringify(plan));
      this.write(plan.change, { changeId: step.changeId, verb });
    }
  }

  tracesOf(imageId: ImageId) {
    return this.journal.filter((entry) => entry.imageId === imageId).map(traceOf);
  }

  stepsOf(imageId: ImageId) {
    return withTraces([], this.tracesOf(imageId));
  }

  private write(change: Change, { changeId, verb }: Pick<JournalEntry, 'changeId' | 'verb'>): void {
    const step = { change, changeId, verb, at: 0, by: '' };
    for (const entry of entriesOf(this.document.project.id, step)) {
      this.journal.push({ ...entry, seq: this.journal.length + 1 });
    }
    this.document = applyChange(this.document, change);
  }
}
