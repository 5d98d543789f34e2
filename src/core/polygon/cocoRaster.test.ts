import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import golden from '#testing/golden/polygons.golden.json';
import random from '#testing/golden/cocoRaster.golden.json';
import { sharedDataPath } from '#testing/sharedData.ts';
import { rleToString } from '../mask/rleString.ts';
import { cocoMaskOf } from './cocoRaster.ts';

interface Filled {
  readonly size: readonly number[];
  readonly polygons: readonly (readonly number[])[];
}

function countsOf({ size: [height = 0, width = 0], polygons }: Filled): string {
  const rings = polygons.map((points) => ({ points: Float64Array.from(points) }));
  return rleToString(cocoMaskOf(rings, { width, height }));
}

describe('cocoMaskOf', () => {
  it('fills polygons along pixel edges as pycocotools does', () => {
    for (const mask of golden.masks) expect(countsOf(mask)).toBe(mask.compressed);
  });

  it('fills any polygon as pycocotools does, also across the rim and across itself', () => {
    for (const mask of random.masks) expect(countsOf(mask)).toBe(mask.counts);
  });

  it('fills nothing of no ring, nor of one without area', () => {
    expect(countsOf({ size: [2, 3], polygons: [] })).toBe('6');
    expect(countsOf({ size: [2, 3], polygons: [[1, 1, 1, 1, 1, 1]] })).toBe('6');
  });

  it('takes coordinates of a billion', () => {
    const polygons = [[-1e9, -1e9, 1e9, -1e9, 1e9, 1e9, -1e9, 1e9]];
    expect(countsOf({ size: [2, 3], polygons })).toBe('06');
  });
});

const annotations = sharedDataPath(
  'coco_eval_reference/faster_coco_eval/tests/dataset/cocoapi/instances_val2014_100.json',
);
const reference = sharedDataPath('coco_eval_reference/GOLDEN_ann_to_rle.json');

describe.skipIf(!annotations || !reference)('the polygons of COCO', () => {
  it('fill to the masks of pycocotools', () => {
    const { annotations: all } = json(annotations ?? '') as { annotations: Annotation[] };
    const { annotations: wanted } = json(reference ?? '') as { annotations: Wanted[] };
    const byId = new Map(wanted.map((each) => [each.id, each]));
    let count = 0;
    for (const { id, segmentation } of all) {
      const mask = byId.get(id);
      if (!mask || !Array.isArray(segmentation)) continue;
      expect(countsOf({ size: mask.size, polygons: segmentation as number[][] })).toBe(mask.counts);
      count += 1;
    }
    expect(count).toBe(wanted.filter(({ source }) => source === 'polygon').length);
  });
});

interface Annotation {
  readonly id: number;
  readonly segmentation: unknown;
}

interface Wanted {
  readonly id: number;
  readonly size: readonly number[];
  readonly source: string;
  readonly counts: string;
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
