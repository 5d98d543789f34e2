import { readFileSync } from 'node:fs';
import { decode as decodePng } from 'fast-png';
import { decode as decodeJpeg } from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { sharedDataPath } from '#testing/sharedData.ts';
import { distanceBetween, type Point } from '../geometry/point.ts';
import { spacedAlong } from '../geometry/polyline.ts';
import { encodeMask } from '../mask/codec.ts';
import { iouOf } from '../mask/overlap.ts';
import type { Rle } from '../mask/rle.ts';
import { signedAreaOf } from '../polygon/ring.ts';
import { traceRings } from '../polygon/traceRings.ts';
import { prepareEdges } from './edgeMap.ts';
import { liveWireFrom, pathTo } from './liveWire.ts';
import { wandMask } from './magicWand.ts';
import type { PixelWindow } from './pixelWindow.ts';

const folder = sharedDataPath('berkeley');

/** A photo of the Berkeley set and the object in it. */
function readPhoto(id: string): { readonly window: PixelWindow; readonly truth: Rle } {
  const photo = decodeJpeg(readFileSync(`${folder}/images/${id}.jpg`), { useTArray: true });
  const size = { width: photo.width, height: photo.height };
  const mask = decodePng(readFileSync(`${folder}/masks/${id}.png`));
  const pixels = Uint8Array.from({ length: size.width * size.height }, (_, i) =>
    (mask.data[i * mask.channels] ?? 0) > 128 ? 1 : 0,
  );
  const window = { box: { x: 0, y: 0, ...size }, size, rgba: Uint8ClampedArray.from(photo.data) };
  return { window, truth: encodeMask({ size, pixels }) };
}

/** The longest outline, a point every px, without its way along the rim of the photo. */
function outlineOf(truth: Rle): readonly Point<'image'>[] {
  const rings = traceRings(truth).toSorted((a, b) => signedAreaOf(b) - signedAreaOf(a));
  const flat = [...(rings[0]?.points ?? [])];
  const corners: readonly Point<'image'>[] = flat.flatMap((x, i) =>
    i % 2 === 0 ? [{ x, y: flat[i + 1] ?? 0 }] : [],
  );
  const { width, height } = truth.size;
  return spacedAlong(corners, 1, Infinity).filter(
    ({ x, y }) => x > 2 && y > 2 && x < width - 2 && y < height - 2,
  );
}

/** Mean distance in px of points along a path to the nearest of an outline. */
function meanDistance(path: readonly Point<'image'>[], outline: readonly Point<'image'>[]): number {
  const points = spacedAlong(path, 1, Infinity);
  const distances = points.map((at) =>
    outline.reduce((least, one) => Math.min(least, distanceBetween(at, one)), Infinity),
  );
  return distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
}

describe.skipIf(folder === null)('on photos with known objects', () => {
  it.each([
    { id: '86016', at: { x: 253.5, y: 98.5 }, tolerance: 80, leastIou: 0.94 }, // an island of moss
    { id: '189080', at: { x: 158.5, y: 252.5 }, tolerance: 102, leastIou: 0.96 }, // a man
    { id: '271031', at: { x: 322.5, y: 177.5 }, tolerance: 48, leastIou: 0.87 }, // a camel
  ])('one click of the wand takes the object of $id', ({ id, at, tolerance, leastIou }) => {
    const { window, truth } = readPhoto(id);
    const mask = wandMask({
      window,
      imageSize: truth.size,
      at,
      tolerance,
      isContiguous: true,
      smoothPx: 1,
    });
    expect(iouOf(mask, truth)).toBeGreaterThan(leastIou);
  });

  it('the live wire runs much nearer to outlines than straight lines do', () => {
    const distances = ['101085', '123074', '181079', '302008', '24077', '65019'].flatMap((id) => {
      const { window, truth } = readPhoto(id);
      const outline = outlineOf(truth);
      const edges = prepareEdges(window);
      return outline
        .filter((_, i) => i % 80 === 0)
        .flatMap((from, i, all) => {
          const to = all[i + 1];
          const tree = liveWireFrom(edges, from);
          if (!to || !tree || distanceBetween(from, to) > 80) return [];
          return [
            {
              wire: meanDistance(pathTo(tree, to), outline),
              line: meanDistance([from, to], outline),
            },
          ];
        });
    });
    const mean = (values: readonly number[]) =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    const wire = mean(distances.map((one) => one.wire));
    const line = mean(distances.map((one) => one.line));
    expect(distances.length).toBeGreaterThan(20);
    expect(wire).toBeLessThan(line * 0.65);
    expect(wire).toBeLessThan(2);
  });
});
