import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedDataPath } from '#testing/sharedData.ts';
import { combineMasks } from '../mask/combine.ts';
import { iouOf } from '../mask/overlap.ts';
import type { Rle } from '../mask/rle.ts';
import { rleToString } from '../mask/rleString.ts';
import { cocoRaster } from './cocoRaster.ts';
import { rasterizePolygon } from './rasterizePolygon.ts';

interface CocoAnnotation {
  readonly id: number;
  readonly segmentation: readonly (readonly number[])[] | object;
}

interface GoldenAnnotation {
  readonly id: number;
  readonly size: readonly [height: number, width: number];
  readonly counts: string;
  readonly source: string;
}

const folder = sharedDataPath('coco_eval_reference');

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(`${folder}/${path}`, 'utf8'));
}

describe.skipIf(folder === null)('all polygons of the reference', () => {
  it('become the masks that pycocotools makes of them', { timeout: 60_000 }, () => {
    const golden = readJson('GOLDEN_ann_to_rle.json') as { annotations: GoldenAnnotation[] };
    const file = 'faster_coco_eval/tests/dataset/cocoapi/instances_val2014_100.json';
    const coco = readJson(file) as { annotations: CocoAnnotation[] };
    const byId = new Map(coco.annotations.map((each) => [each.id, each]));
    const polygons = golden.annotations.filter(({ source }) => source === 'polygon');
    for (const { id, size, counts } of polygons) {
      const rings = byId.get(id)?.segmentation;
      if (!Array.isArray(rings)) throw new Error(`${id} has no polygons.`);
      const masks = rings.map((ring: readonly number[]) =>
        cocoRaster(ring, { width: size[1], height: size[0] }),
      );
      const mask = masks.reduce((a, b) => combineMasks(a, b, 'union'));
      expect([id, rleToString(mask)]).toEqual([id, counts]);
    }
    expect(polygons.length).toBeGreaterThan(700);
  });
});

describe('cocoRaster', () => {
  const size = { width: 6, height: 5 };

  it('fills whole pixels exactly', () => {
    expect([...cocoRaster([1, 1, 4, 1, 4, 3, 1, 3], size).counts]).toEqual([6, 2, 3, 2, 3, 2, 12]);
  });

  it('cuts off what lies outside, and is empty where nothing is inside', () => {
    expect([...cocoRaster([-3, -3, 99, -3, 99, 99, -3, 99], size).counts]).toEqual([0, 30]);
    expect([...cocoRaster([7, 7, 9, 7, 9, 9], size).counts]).toEqual([30]);
    expect([...cocoRaster([1, 1, 1, 1, 1, 1], size).counts]).toEqual([30]);
  });
});

describe('properties', () => {
  const size = { width: 40, height: 30 };
  const corner = fc.record({
    x: fc.integer({ min: 0, max: 40 }),
    y: fc.integer({ min: 0, max: 30 }),
  });

  it('agrees with our own raster on rectangles of whole pixels', () => {
    fc.assert(
      fc.property(corner, corner, (a, b) => {
        const points = [a.x, a.y, b.x, a.y, b.x, b.y, a.x, b.y];
        const own = rasterizePolygon({ rings: [{ points: Float64Array.from(points) }] }, size);
        expect(cocoRaster(points, size)).toEqual(own);
      }),
    );
  });

  it('is canonical and near our own raster', () => {
    fc.assert(
      fc.property(fc.double({ min: 8, max: 12, noNaN: true }), fc.nat(11), (radius, turn) => {
        const points = Array.from({ length: 7 }, (_, i) => {
          const angle = ((i + turn / 12) * 2 * Math.PI) / 7;
          return [20 + radius * Math.cos(angle), 15 + radius * Math.sin(angle)];
        }).flat();
        const mask: Rle = cocoRaster(points, size);
        const own = rasterizePolygon({ rings: [{ points: Float64Array.from(points) }] }, size);
        expect([...mask.counts].slice(1).includes(0)).toBe(false);
        expect(iouOf(mask, own)).toBeGreaterThan(0.85);
      }),
    );
  });
});
