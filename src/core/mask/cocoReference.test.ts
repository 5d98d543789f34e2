import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rasterizeRings } from '#testing/rasterizeRings.ts';
import { sharedDataPath } from '#testing/sharedData.ts';
import type { Size } from '../geometry/size.ts';
import { signedAreaOf } from '../polygon/ring.ts';
import { traceRings } from '../polygon/traceRings.ts';
import { decodeRle, encodeMask } from './codec.ts';
import { areaOf, boundsOf } from './measures.ts';
import { iouOf } from './overlap.ts';
import type { Rle } from './rle.ts';
import { rleFromString, rleToString } from './rleString.ts';

interface GoldenRle {
  readonly size: readonly [height: number, width: number];
  readonly counts_compressed: string;
  readonly counts_uncompressed: readonly number[];
  readonly area: number;
  readonly bbox: readonly number[];
}

interface GoldenAnnotation {
  readonly id: number;
  readonly image_id: number;
  readonly size: readonly [height: number, width: number];
  readonly counts: string;
  readonly area_px: number;
  readonly bbox_px: readonly number[];
}

interface GoldenIou {
  readonly image_id: number;
  readonly ids: readonly number[];
  readonly iscrowd: readonly number[];
  readonly iou: readonly (readonly number[])[];
}

const folder = sharedDataPath('coco_eval_reference');

describe.skipIf(folder === null)('all reference masks of COCO', () => {
  it('have the runs, strings, areas and boxes of pycocotools', () => {
    const masks = readGolden('rle_compressed_vs_uncompressed') as readonly GoldenRle[];
    for (const mask of masks) {
      const rle = parse(mask.counts_compressed, sizeOf(mask.size));
      expect([...rle.counts]).toEqual(mask.counts_uncompressed);
      expect(rleToString(rle)).toBe(mask.counts_compressed);
      expect([areaOf(rle), bboxOf(rle)]).toEqual([mask.area, mask.bbox]);
    }
    expect(masks.length).toBeGreaterThan(0);
  });

  it('survive decoding and tracing', { timeout: 60_000 }, () => {
    const annotations = readAnnotations();
    for (const annotation of annotations) {
      const rle = parse(annotation.counts, sizeOf(annotation.size));
      const rings = traceRings(rle);
      expect([areaOf(rle), bboxOf(rle)]).toEqual([annotation.area_px, annotation.bbox_px]);
      expect(rleToString(encodeMask(decodeRle(rle)))).toBe(annotation.counts);
      expect(rleToString(encodeMask(rasterizeRings(rings, rle.size)))).toBe(annotation.counts);
      expect(rings.reduce((sum, ring) => sum + signedAreaOf(ring), 0)).toBe(annotation.area_px);
    }
    expect(annotations.length).toBeGreaterThan(0);
  });

  it('overlap as pycocotools says, where no crowd is meant', () => {
    const rles = new Map(
      readAnnotations().map(({ id, counts, size }) => [id, parse(counts, sizeOf(size))]),
    );
    const images = readGolden('mask_iou_20_images') as readonly GoldenIou[];
    let compared = 0;
    for (const { ids, iscrowd, iou } of images) {
      for (const [row, idA] of ids.entries()) {
        for (const [column, idB] of ids.entries()) {
          const a = rles.get(idA);
          const b = rles.get(idB);
          if (a === undefined || b === undefined || iscrowd[column] === 1) continue;
          expect(iouOf(a, b)).toBeCloseTo(iou[row]?.[column] ?? Number.NaN, 8);
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(5000);
  });
});

function readAnnotations(): readonly GoldenAnnotation[] {
  const golden = readGolden('ann_to_rle') as { readonly annotations: readonly GoldenAnnotation[] };
  return golden.annotations;
}

function readGolden(name: string): unknown {
  return JSON.parse(readFileSync(`${folder}/GOLDEN_${name}.json`, 'utf8'));
}

function parse(text: string, size: Size): Rle {
  const result = rleFromString(text, size);
  if (!result.isValid) throw new Error(result.issue.code);
  return result.rle;
}

function sizeOf([height, width]: readonly [number, number]): Size {
  return { width, height };
}

function bboxOf(rle: Rle): readonly number[] {
  const { x, y, width, height } = boundsOf(rle);
  return [x, y, width, height];
}
