import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotationRecord, categoryRecord, documentOf, imageRecord } from '#testing/records.ts';
import type { Annotation } from '../annotation/annotation.ts';
import type { Category } from '../annotation/category.ts';
import type { AnnotationId, CategoryId, ImageId } from '../annotation/ids.ts';
import { annotationCountOf, type ImageSummary } from '../project/project.ts';
import { matchImages } from './matchImages.ts';
import type { PackageContent } from './packageContent.ts';
import { choicesOf, resolveMerge, type MergeChoice } from './resolveMerge.ts';
import { planMerge, type MergePlan } from './threeWay.ts';

const imageId = 'image-1' as ImageId;
const categories = [categoryRecord(1), categoryRecord(2)];

/** One side: the image and what is on it. */
interface Side {
  readonly objects: readonly Annotation[];
  readonly image?: Partial<ImageSummary>;
  readonly categories?: readonly Category[];
  readonly isLocked?: boolean;
}

function imageOf({ objects, image = {} }: Side): ImageSummary {
  const categoryCounts: Record<CategoryId, number> = {};
  for (const { categoryId } of objects) {
    categoryCounts[categoryId] = (categoryCounts[categoryId] ?? 0) + 1;
  }
  return imageRecord(1, { categoryCounts, ...image });
}

function contentOf(base: Side, theirs: Side): PackageContent {
  const stateOf = (side: Side) => ({ image: imageOf(side), annotations: side.objects });
  const own = stateOf(theirs);
  return {
    packageId: 'package-1',
    project: documentOf().project,
    writtenBy: 'Ada',
    categories: theirs.categories ?? categories,
    images: new Map([[own.image.id, own]]),
    bases: new Map([[own.image.id, stateOf(base)]]),
  };
}

function plan(base: Side, mine: Side, theirs: Side): MergePlan {
  const document = documentOf({
    categories: mine.categories ?? categories,
    images: [imageOf(mine)],
  });
  const ratios = { train: 0.8, val: 0.1, test: 0.1 };
  const splitPlan = { seed: 1, ratios, grouping: 'none', madeAt: 0, lockedAt: 1 } as const;
  const project = { ...document.project, splitPlan: mine.isLocked ? splitPlan : null };
  const content = contentOf(base, theirs);
  const matches = matchImages(document.images, content);
  return planMerge({ ...document, project }, new Map([[imageId, mine.objects]]), content, matches);
}

interface Merged {
  readonly objects: readonly Annotation[];
  readonly image: ImageSummary;
  readonly categories: readonly Category[];
}

/** What is there after the merge, put together from the edits alone. */
function merged(planned: MergePlan, mine: Side, choice: MergeChoice = 'mine'): Merged {
  let count = 0;
  const { edits } = resolveMerge(
    planned,
    ({ kind }) => (choicesOf(kind).includes(choice) ? choice : 'mine'),
    () => `copy-${(count += 1)}`,
  );
  const objects = new Map(mine.objects.map((each) => [each.id, each]));
  let image = imageOf(mine);
  const all = [...(mine.categories ?? categories)];
  for (const edit of edits) {
    if (edit.kind === 'annotation' && edit.after) objects.set(edit.after.id, edit.after);
    else if (edit.kind === 'annotation' && edit.before) objects.delete(edit.before.id);
    else if (edit.kind === 'image' && edit.after) image = edit.after;
    else if (edit.kind === 'category' && edit.after) all.push(edit.after);
  }
  const sorted = [...objects.values()].toSorted((a, b) => a.order - b.order);
  return { objects: sorted, image, categories: all };
}

function renamed(annotation: Annotation, name: string): Annotation {
  return { ...annotation, name };
}

const [one, two, three] = [1, 2, 3].map((n) => annotationRecord(n)) as [
  Annotation,
  Annotation,
  Annotation,
];

describe('objects', () => {
  it('takes their edits, additions and deletions where mine did nothing', () => {
    const base = { objects: [one, two] };
    const planned = plan(base, base, { objects: [renamed(one, 'left'), three] });
    expect(planned.conflicts).toEqual([]);
    expect(planned.outcomeCounts).toMatchObject({ edited: 1, added: 1, deleted: 1 });
    expect(merged(planned, base).objects).toEqual([renamed(one, 'left'), three]);
  });

  it('takes their colour without a conflict although mine edited the mask', () => {
    const mine = { objects: [renamed(one, 'mine')] };
    const planned = plan({ objects: [one] }, mine, { objects: [{ ...one, color: '#ff0000' }] });
    expect(planned.conflicts).toEqual([]);
    expect(merged(planned, mine).objects).toEqual([{ ...one, name: 'mine', color: '#ff0000' }]);
  });

  it('asks about two edits that differ, with every version at hand', () => {
    const [mine, theirs] = [renamed(one, 'mine'), renamed(one, 'theirs')];
    const planned = plan({ objects: [one] }, { objects: [mine] }, { objects: [theirs] });
    expect(planned.conflicts).toEqual([
      { id: 'image-1/annotation-1', imageId, kind: 'both-edited', base: one, mine, theirs },
    ]);
    const namesBy = (choice: MergeChoice) =>
      merged(planned, { objects: [mine] }, choice).objects.map(({ name }) => name);
    expect(namesBy('mine')).toEqual(['mine']);
    expect(namesBy('theirs')).toEqual(['theirs']);
    expect(namesBy('both')).toEqual(['mine', 'theirs']);
    expect(namesBy('neither')).toEqual([]);
  });

  it('asks when one side deleted what the other edited', () => {
    const edited = renamed(one, 'edited');
    const gone = plan({ objects: [one] }, { objects: [] }, { objects: [edited] });
    expect(gone.conflicts).toMatchObject([{ kind: 'deleted-mine', mine: null, theirs: edited }]);
    expect(merged(gone, { objects: [] }, 'theirs').objects).toEqual([edited]);
    const kept = plan({ objects: [one] }, { objects: [edited] }, { objects: [] });
    expect(kept.conflicts).toMatchObject([{ kind: 'deleted-theirs', mine: edited, theirs: null }]);
    expect(merged(kept, { objects: [edited] }, 'theirs').objects).toEqual([]);
  });

  it('asks whether two new objects that overlap are one', () => {
    const own = annotationRecord(1, { mask: { ...one.mask, counts: Uint32Array.of(0, 10, 38) } });
    const other = annotationRecord(2, { mask: { ...one.mask, counts: Uint32Array.of(2, 10, 36) } });
    const planned = plan({ objects: [] }, { objects: [own] }, { objects: [other, three] });
    expect(planned.conflicts).toMatchObject([{ kind: 'both-added', mine: own, theirs: other }]);
    expect(planned.outcomeCounts).toMatchObject({ added: 1, keptMine: 0 });
    expect(merged(planned, { objects: [own] }, 'both').objects).toHaveLength(3);
    expect(merged(planned, { objects: [own] }, 'theirs').image.categoryCounts).toEqual({
      'category-1': 2,
    });
  });
});

describe('images', () => {
  it('are matched by their bytes where the ids differ, and left out with a reason', () => {
    const mine = imageRecord(1, { contentHash: 'abc' });
    const states = [
      imageRecord(7, { contentHash: 'abc' }),
      imageRecord(8, { contentHash: 'other' }),
      imageRecord(2, { size: { width: 1, height: 1 } }),
    ].map((image) => ({ image, annotations: [] }));
    const content = {
      ...contentOf({ objects: [] }, { objects: [] }),
      images: new Map(states.map((state) => [state.image.id, state])),
    };
    const { matched, leftOut } = matchImages(
      new Map([mine, imageRecord(2)].map((image) => [image.id, image])),
      content,
    );
    expect(matched.map((match) => [match.mine.id, match.theirs.image.id])).toEqual([
      ['image-1', 'image-7'],
    ]);
    expect(leftOut).toEqual([
      { fileName: 'photo-8.jpg', reason: 'missing' },
      { fileName: 'photo-2.jpg', reason: 'other-size' },
    ]);
  });

  it('get the status that was set last, the tags and notes of both, the split of whoever set it', () => {
    const note = (id: string, at: number) =>
      ({ id, at: null, text: id, written: { by: '', at }, resolved: null }) as never;
    const base: Side = { objects: [], image: { tags: ['blur', 'night'], notes: [note('a', 1)] } };
    const mine: Side = {
      objects: [],
      image: {
        tags: ['night', 'mine'],
        notes: [note('a', 1), note('b', 3)],
        status: 'done',
        statusSet: { by: 'me', at: 10 },
      },
    };
    const theirs: Side = {
      objects: [],
      image: {
        tags: ['blur', 'night', 'theirs'],
        notes: [note('a', 1), note('c', 2)],
        status: 'inProgress',
        statusSet: { by: 'them', at: 20 },
        split: 'val',
      },
    };
    const { image } = merged(plan(base, mine, theirs), mine);
    expect(image.tags).toEqual(['mine', 'night', 'theirs']);
    expect(image.notes.map(({ id }) => id)).toEqual(['a', 'c', 'b']);
    expect([image.status, image.statusSet?.by, image.split]).toEqual(['inProgress', 'them', 'val']);
    const locked = { ...mine, isLocked: true };
    expect(merged(plan(base, locked, theirs), locked).image.split).toBeNull();
  });
});

describe('categories', () => {
  it('are the same by id or by name, and new ones come with the objects that need them', () => {
    const theirCategories = [
      categoryRecord(1, { name: 'Renamed by them' }),
      categoryRecord(8, { name: ' category  2', order: 2 }),
      categoryRecord(9, { name: 'Owl', order: 3 }),
      categoryRecord(10, { name: 'Unused', order: 4 }),
    ];
    const theirs: Side = {
      objects: [1, 8, 9].map((n, i) =>
        annotationRecord(i + 1, { categoryId: categoryRecord(n).id }),
      ),
      categories: theirCategories,
    };
    const mine: Side = { objects: [] };
    const result = merged(plan(mine, mine, theirs), mine);
    expect(result.objects.map(({ categoryId }) => categoryId)).toEqual([
      'category-1',
      'category-2',
      'category-9',
    ]);
    expect(result.categories.map(({ name, order }) => [name, order])).toEqual([
      ['Category 1', 1],
      ['Category 2', 2],
      ['Owl', 3],
    ]);
  });
});

describe('laws', () => {
  it('merging what did not change there changes nothing here', () => {
    fc.assert(
      fc.property(sides(), sides(), (base, mine) => {
        const planned = plan(base, mine, base);
        expect(planned.conflicts).toEqual([]);
        expect(
          resolveMerge(
            planned,
            () => null,
            () => '',
          ).edits,
        ).toEqual([]);
      }),
    );
  });

  it('merging into what did not change here gives what is there', () => {
    fc.assert(
      fc.property(sides(), sides(), (base, theirs) => {
        const planned = plan(base, base, theirs);
        expect(planned.conflicts).toEqual([]);
        const result = merged(planned, base);
        expect(byId(result.objects)).toEqual(byId(theirs.objects));
        expect(result.image).toEqual(imageOf(theirs));
      }),
    );
  });

  it('merging what both did alike changes nothing', () => {
    fc.assert(
      fc.property(sides(), sides(), (base, both) => {
        const planned = plan(base, both, both);
        expect(planned.conflicts).toEqual([]);
        expect(
          resolveMerge(
            planned,
            () => null,
            () => '',
          ).edits,
        ).toEqual([]);
      }),
    );
  });

  it('gives the same from either side where there is no conflict', () => {
    fc.assert(
      fc.property(sides(), sides(), sides(), (base, mine, theirs) => {
        const there = plan(base, mine, theirs);
        const back = plan(base, theirs, mine);
        expect(back.conflicts).toHaveLength(there.conflicts.length);
        if (there.conflicts.length > 0) return;
        const substance = ({ objects }: Merged) =>
          byId(objects).map(({ id, categoryId, name, mask }) => ({ id, categoryId, name, mask }));
        expect(substance(merged(back, theirs))).toEqual(substance(merged(there, mine)));
        expect(merged(back, theirs).image.tags).toEqual(merged(there, mine).image.tags);
      }),
    );
  });

  it('loses no object without a deletion or a choice, has unique orders and counts that fit', () => {
    fc.assert(
      fc.property(
        sides(),
        sides(),
        sides(),
        fc.constantFrom<MergeChoice>('mine', 'theirs', 'both', 'neither'),
        (base, mine, theirs, choice) => {
          const planned = plan(base, mine, theirs);
          const { objects, image } = merged(planned, mine, choice);
          const has = (side: Side, id: string) => side.objects.some((each) => each.id === id);
          const present = new Set(objects.map(({ id }) => id));
          const asked = new Set(
            planned.conflicts.flatMap((each) => [each.mine?.id ?? '', each.theirs?.id ?? '']),
          );
          for (const { id } of [...mine.objects, ...theirs.objects]) {
            const isDeleted = has(base, id) && !(has(mine, id) && has(theirs, id));
            if (!isDeleted && !asked.has(id)) expect(present.has(id)).toBe(true);
          }
          expect(new Set(objects.map(({ order }) => order)).size).toBe(objects.length);
          expect(annotationCountOf(image)).toBe(objects.length);
        },
      ),
    );
  });
});

function byId(objects: readonly Annotation[]): readonly Annotation[] {
  return objects.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Versions of one image: few ids and few masks, so that sides meet and overlap often. */
function sides(): fc.Arbitrary<Side> {
  const object = fc
    .record({
      id: fc.integer({ min: 1, max: 5 }),
      category: fc.integer({ min: 1, max: 2 }),
      name: fc.constantFrom('', 'x'),
      color: fc.constantFrom(null, '#ff0000'),
      isHidden: fc.boolean(),
      length: fc.constantFrom(6, 8),
    })
    .map(({ id, category, length, ...rest }) => {
      const start = 8 * (id - 1);
      const counts = Uint32Array.of(start, length, 48 - start - length);
      return annotationRecord(id, {
        ...rest,
        categoryId: categoryRecord(category).id,
        mask: { size: one.mask.size, counts },
      });
    });
  const objects = fc.uniqueArray(object, { selector: ({ id }) => id, maxLength: 4 }).chain((all) =>
    fc
      .uniqueArray(fc.integer({ min: 1, max: 9 }), {
        minLength: all.length,
        maxLength: all.length,
      })
      .map((orders) => all.map((each, i) => ({ ...each, order: orders[i] ?? 0 }))),
  );
  const image = fc.record({
    tags: fc.subarray(['a', 'b', 'c']),
    split: fc.constantFrom(null, 'train', 'val'),
    status: fc.constantFrom('new', 'done'),
  });
  // new objects of two people have ids of their own
  return fc.record({ objects, image, suffix: fc.constantFrom('', '', 'b') }).map((side): Side => ({
    image: side.image as Partial<ImageSummary>,
    objects: side.objects.map((each) => ({
      ...each,
      id: `${each.id}${side.suffix}` as AnnotationId,
    })),
  }));
}
