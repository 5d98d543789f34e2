import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeMask } from '#core/mask/codec.ts';
import type { Rle } from '#core/mask/rle.ts';
import { rleFromString } from '#core/mask/rleString.ts';
import { hasHoles } from '#core/polygon/ring.ts';
import { traceRings } from '#core/polygon/traceRings.ts';
import { masks } from '#testing/arbitraries.ts';
import golden from '#testing/golden/polygons.golden.json';
import { rasterizeRings } from '#testing/rasterizeRings.ts';
import { type CocoSegmentation, segmentationOf } from './segmentation.ts';

const frame: Rle = { size: { width: 3, height: 3 }, counts: Uint32Array.of(0, 4, 1, 4) };

describe('segmentationOf', () => {
  it('writes RLE with the height first', () => {
    const mask = { size: { width: 3, height: 2 }, counts: Uint32Array.of(0, 2, 4) };
    expect(segmentationOf(mask, 'rle')).toEqual({ size: [2, 3], counts: '024' });
  });

  it('stays with RLE where a hole cannot be said by polygons', () => {
    const rle = { size: [3, 3], counts: '0410' };
    expect(segmentationOf(frame, 'polygonWhereExact')).toEqual(rle);
  });

  it.each(golden.masks)('writes the polygons that pycocotools fills to $compressed', (mask) => {
    const [height = 0, width = 0] = mask.size;
    const filled = rleFromString(mask.compressed, { width, height });
    expect(filled.isValid && segmentationOf(filled.rle, 'polygonWhereExact')).toEqual(
      mask.polygons,
    );
  });
});

describe('properties', () => {
  it('reads back to the same mask in either form', () => {
    fc.assert(
      fc.property(masks(), fc.constantFrom('rle', 'polygonWhereExact'), (mask, geometry) => {
        const rle = encodeMask(mask);
        expect(masksOfParts(segmentationOf(rle, geometry), rle)).toEqual([...mask.pixels]);
      }),
    );
  });

  it('writes polygons exactly for the masks without holes', () => {
    fc.assert(
      fc.property(masks(), (mask) => {
        const rle = encodeMask(mask);
        const isPolygon = Array.isArray(segmentationOf(rle, 'polygonWhereExact'));
        expect(isPolygon).toBe(!hasHoles(traceRings(rle)));
      }),
    );
  });
});

/** How many parts of the segmentation cover each pixel. */
function masksOfParts(segmentation: CocoSegmentation, { size }: Rle): readonly number[] {
  const cover = Array.from({ length: size.width * size.height }, () => 0);
  const parts = 'counts' in segmentation ? ringsOfRle(segmentation.counts, size) : segmentation;
  const layers = 'counts' in segmentation ? [parts] : parts.map((part) => [part]);
  for (const layer of layers) {
    const rings = layer.map((points) => ({ points: Float64Array.from(points) }));
    for (const [i, value] of rasterizeRings(rings, size).pixels.entries()) {
      cover[i] = (cover[i] ?? 0) + value;
    }
  }
  return cover;
}

function ringsOfRle(counts: string, size: Rle['size']): readonly (readonly number[])[] {
  const result = rleFromString(counts, size);
  if (!result.isValid) throw new Error(result.issue.code);
  return traceRings(result.rle).map(({ points }) => [...points]);
}
