import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageRecord } from '#testing/records.ts';
import type { CategoryId } from '../annotation/ids.ts';
import type { ImageSummary } from '../project/project.ts';
import { divideImages, type DivisionOptions } from './divideImages.ts';
import { groupsOf } from './imageGroups.ts';
import { normalizeRatios, splits, usualRatios } from './ratios.ts';
import { seededRandom, shuffled } from './seededRandom.ts';
import { videoKeyOf } from './videoKey.ts';

const usual: DivisionOptions = {
  seed: 1,
  ratios: usualRatios,
  grouping: 'none',
  hasSkipped: false,
  keepsAssigned: false,
};

function counts(...amounts: readonly number[]): ImageSummary['categoryCounts'] {
  const entries = amounts.map((amount, i) => [`category-${i + 1}` as CategoryId, amount] as const);
  return Object.fromEntries(entries.filter(([, amount]) => amount > 0));
}

function images(count: number, patch: (i: number) => Partial<ImageSummary> = () => ({})) {
  return Array.from({ length: count }, (_, i) => imageRecord(i + 1, patch(i)));
}

describe('divideImages', () => {
  it('meets ratios that whole images can meet', () => {
    const { report } = divideImages(images(100), usual);
    expect(splits.map((split) => report.shares[split].imageCount)).toEqual([80, 10, 10]);
  });

  it('spreads a rare category over all splits', () => {
    const rare = images(100, (i) => ({ categoryCounts: counts(2, i < 10 ? 1 : 0) }));
    const { report } = divideImages(rare, usual);
    const second = 'category-2' as CategoryId;
    expect(splits.map((split) => report.shares[split].objectCounts[second])).toEqual([8, 1, 1]);
    expect(splits.map((split) => report.shares[split].imageCount)).toEqual([80, 10, 10]);
  });

  it('leaves skipped images out unless they are asked for', () => {
    const some = images(10, (i) => ({ status: i < 4 ? 'skipped' : 'done' }));
    expect(divideImages(some, usual).assignment.size).toBe(6);
    expect(divideImages(some, usual).report.leftOutCount).toBe(4);
    expect(divideImages(some, { ...usual, hasSkipped: true }).assignment.size).toBe(10);
  });

  it('keeps two images together that are near a skipped one only', () => {
    const hashes = ['0f1e2d3c4b5a6900', '0f1e2d3c4b5a693f', '0f1e2d3c4b5a9f3f'];
    const chain = images(3, (i) => ({
      perceptualHash: hashes[i] ?? null,
      status: i === 1 ? 'skipped' : 'new',
    }));
    const { assignment, report } = divideImages(chain, usual);
    expect(new Set(assignment.values()).size).toBe(1);
    expect(report.keptTogether).toEqual({ groupCount: 1, imageCount: 2 });
  });

  it('keeps what is assigned and lets its group follow', () => {
    const frames = images(10, (i) => ({
      fileName: i < 5 ? `walk_${i}.jpg` : `other-${'abcde'[i - 5]}.jpg`,
      split: i === 0 ? 'test' : null,
    }));
    const kept = divideImages(frames, { ...usual, grouping: 'video', keepsAssigned: true });
    expect(frames.slice(0, 5).map(({ id }) => kept.assignment.get(id))).toEqual(
      Array.from({ length: 5 }, () => 'test'),
    );
    expect(kept.report.oversized).toEqual({ imageCount: 5, fileName: 'walk_0.jpg' });
    expect(kept.report.tornGroupCount).toBe(0);
  });

  it('says which groups stay torn because their images keep different splits', () => {
    const frames = images(4, (i) => ({ fileName: `a/${i}.jpg`, split: i % 2 ? 'val' : 'train' }));
    const { report } = divideImages(frames, { ...usual, grouping: 'folder', keepsAssigned: true });
    expect(report.tornGroupCount).toBe(1);
  });

  it('says which splits stay empty and which categories a split never sees', () => {
    const { report } = divideImages(
      images(2, () => ({ categoryCounts: counts(1) })),
      usual,
    );
    expect(report.emptySplits).toHaveLength(1);
    expect(report.unseen).toEqual(
      report.emptySplits.map((split) => ({ categoryId: 'category-1', split })),
    );
  });

  it('divides nothing into nothing', () => {
    const { assignment, report } = divideImages([], usual);
    expect(assignment.size).toBe(0);
    expect(report.emptySplits).toEqual([]);
    expect(report.oversized).toBeNull();
  });

  it('is much nearer to the ratios of every category than chance, groups and all', () => {
    const random = seededRandom(7);
    const set = images(600, (i) => ({
      fileName: `clip${Math.floor(i / 6)}/frame_${i}.jpg`,
      categoryCounts: counts(
        Math.floor(random() * 5),
        random() < 0.2 ? 1 : 0,
        random() < 0.05 ? 3 : 0,
        random() < 0.03 ? 1 : 0,
      ),
    }));
    const options: DivisionOptions = { ...usual, grouping: 'folder' };
    const own = deviationOf(set, divideImages(set, options).assignment);
    const groups = groupsOf(set, 'folder');
    const byChance = Array.from({ length: 20 }, (_, seed) => {
      const order = shuffled(groups, seededRandom(seed));
      const chosen = order.flatMap((group, i) =>
        group.map(({ id }) => [id, i < 80 ? 'train' : i < 90 ? 'val' : 'test'] as const),
      );
      return deviationOf(set, new Map(chosen));
    });
    const mean = byChance.reduce((sum, each) => sum + each, 0) / byChance.length;
    expect(own).toBeLessThan(mean / 4);
    expect(own).toBeLessThan(Math.min(...byChance));
  });

  it('divides 10,000 images of 80 categories in a few seconds at most', () => {
    const random = seededRandom(3);
    const set = images(10_000, () => {
      const amounts = Array.from({ length: 80 }, () => (random() < 0.04 ? 1 : 0));
      return { categoryCounts: counts(...amounts) };
    });
    const start = performance.now();
    const { report } = divideImages(set, usual);
    expect(performance.now() - start).toBeLessThan(4000);
    expect(report.shares.val.imageCount).toBeGreaterThan(990);
    expect(report.shares.val.imageCount).toBeLessThan(1010);
  });
});

describe('videoKeyOf', () => {
  it.each([
    ['clip_000123.jpg', 'clip'],
    ['a/frame0001.png', 'a/frame'],
    ['a/0001.png', 'a/'],
    ['video-00:01:02', 'video'],
    ['walk 01-02-03.5.jpg', 'walk'],
    ['Cam1_Frame7.JPG', 'cam1_frame'],
    ['clip_2_000123.jpg', 'clip_2'],
  ])('takes %s for a frame of %s', (fileName, key) => {
    expect(videoKeyOf({ fileName })).toBe(key);
  });

  it('takes a name without a number at its end for no frame', () => {
    expect(videoKeyOf({ fileName: '2024/holiday 3 edited.jpg' })).toBeNull();
  });

  it('tells videos of two folders apart', () => {
    const keys = ['a/frame1.jpg', 'b/frame1.jpg'].map((fileName) => videoKeyOf({ fileName }));
    expect(new Set(keys).size).toBe(2);
  });
});

describe('groupsOf', () => {
  it('keeps the pages of one file together', () => {
    const source = { path: 'scan.tif', sizeBytes: 9, lastModified: 1 };
    const pages = images(3, (i) => ({
      fileName: `${'xyz'[i]}.png`,
      source: i < 2 ? source : null,
    }));
    expect(groupsOf(pages, 'none').map(({ length }) => length)).toEqual([2, 1]);
  });

  it('does not take images outside any folder for one folder', () => {
    expect(groupsOf(images(3), 'folder')).toHaveLength(3);
  });
});

describe('properties', () => {
  it('gives every image one split, tears no group, and fills every split it can', () => {
    fc.assert(
      fc.property(sets(), anyOptions(), (set, chosen) => {
        const { assignment, report } = divideImages(set, chosen);
        expect([...assignment.keys()].toSorted()).toEqual(set.map(({ id }) => id).toSorted());
        const groups = groupsOf(set, chosen.grouping);
        for (const group of groups) {
          expect(new Set(group.map(({ id }) => assignment.get(id))).size).toBe(1);
        }
        const wanted = splits.filter((split) => normalizeRatios(chosen.ratios)[split] > 0);
        const used = new Set(assignment.values());
        expect(used.size).toBe(Math.min(wanted.length, groups.length));
        expect([...used].every((split) => wanted.includes(split))).toBe(true);
        const sum = splits.reduce((total, split) => total + report.shares[split].imageCount, 0);
        expect(sum).toBe(set.length);
      }),
    );
  });

  it('gives the same division for the same seed in whichever order the images come', () => {
    fc.assert(
      fc.property(sets(), anyOptions(), fc.integer(), (set, chosen, seed) => {
        const other = divideImages(shuffled(set, seededRandom(seed)), chosen).assignment;
        expect(byId(other)).toEqual(byId(divideImages(set, chosen).assignment));
      }),
    );
  });

  it('has ratios with a sum of 1', () => {
    fc.assert(
      fc.property(ratios(), (any) => {
        const { train, val, test } = normalizeRatios(any);
        expect(train + val + test).toBeCloseTo(1, 12);
      }),
    );
  });
});

/** χ² over images and categories, as `Allocation` counts it. */
function deviationOf(
  set: readonly ImageSummary[],
  assignment: ReadonlyMap<string, string>,
): number {
  let sum = 0;
  for (const split of splits) {
    const own = set.filter(({ id }) => assignment.get(id) === split);
    for (let category = 0; category <= 4; category += 1) {
      const amountOf = ({ categoryCounts }: ImageSummary) =>
        category === 0 ? 1 : (categoryCounts[`category-${category}` as CategoryId] ?? 0);
      const amount = own.reduce((total, image) => total + amountOf(image), 0);
      const target = usualRatios[split] * set.reduce((total, image) => total + amountOf(image), 0);
      sum += (amount - target) ** 2 / Math.max(1, target);
    }
  }
  return sum;
}

function sets(): fc.Arbitrary<readonly ImageSummary[]> {
  const patch = fc.record({
    folder: fc.constantFrom('', 'a/', 'b/'),
    name: fc.constantFrom('cat', 'dog_12', 'dog_13', 'walk 4'),
    amounts: fc.array(fc.nat({ max: 3 }), { maxLength: 3 }),
    perceptualHash: fc.constantFrom(null, null, '0f1e2d3c4b5a6978', 'a5a5f0f013572468'),
  });
  return fc.array(patch, { maxLength: 25 }).map((patches) =>
    patches.map(({ folder, name, amounts, perceptualHash }, i) =>
      imageRecord(i + 1, {
        fileName: `${folder}${name}.jpg`,
        categoryCounts: counts(...amounts),
        perceptualHash,
      }),
    ),
  );
}

function byId(assignment: ReadonlyMap<string, string>) {
  return [...assignment].toSorted(([a], [b]) => a.localeCompare(b));
}

function ratios() {
  const part = fc.nat({ max: 5 });
  return fc.record({ train: part, val: part, test: part });
}

function anyOptions(): fc.Arbitrary<DivisionOptions> {
  return fc.record({
    seed: fc.nat(),
    ratios: ratios(),
    grouping: fc.constantFrom('none', 'folder', 'video'),
    hasSkipped: fc.boolean(),
    keepsAssigned: fc.boolean(),
  });
}
