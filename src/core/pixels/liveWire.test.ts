import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { windows } from '#testing/arbitraryWindows.ts';
import { distanceBetween, type Point } from '../geometry/point.ts';
import { prepareEdges, snapToEdge, type EdgeMap } from './edgeMap.ts';
import { liveWireFrom, pathTo, stepCost, type LiveWireTree } from './liveWire.ts';
import type { PixelWindow } from './pixelWindow.ts';

const places = fc.record({
  x: fc.double({ min: -3, max: 15, noNaN: true }),
  y: fc.double({ min: -3, max: 15, noNaN: true }),
});

function wireFrom(edges: EdgeMap, at: Point<'image'>): LiveWireTree {
  const tree = liveWireFrom(edges, at);
  if (!tree) throw new Error('no place');
  return tree;
}

/** The eight neighbours of a corner that are inside, with the directions that lead to them. */
function neighboursOf({ size }: EdgeMap, from: number) {
  const [x, y] = [from % size.width, Math.floor(from / size.width)];
  return Array.from({ length: 8 }, (_, direction) => {
    const [dx, dy] = ['+0', '++', '0+', '-+', '-0', '--', '0-', '+-'].map((signs) =>
      Array.from(signs, (sign) => ({ '+': 1, '-': -1 })[sign] ?? 0),
    )[direction] ?? [0, 0];
    return { x: x + (dx ?? 0), y: y + (dy ?? 0), direction };
  })
    .filter((to) => to.x >= 0 && to.y >= 0 && to.x < size.width && to.y < size.height)
    .map((to) => ({ to: to.y * size.width + to.x, direction: to.direction }));
}

/** Relaxes every step until no way gets cheaper (Bellman and Ford). */
function slowCosts(edges: EdgeMap, seed: number): readonly number[] {
  const costs = Array.from(edges.costs, (_, corner) => (corner === seed ? 0 : Infinity));
  for (let hasChanged = true; hasChanged;) {
    hasChanged = false;
    for (let from = 0; from < costs.length; from += 1) {
      for (const { to, direction } of neighboursOf(edges, from)) {
        const total = (costs[from] ?? 0) + stepCost(edges, { from, to, direction });
        if (total >= (costs[to] ?? 0)) continue;
        costs[to] = total;
        hasChanged = true;
      }
    }
  }
  return costs;
}

function costOf(edges: EdgeMap, way: readonly number[]): number {
  return way.slice(1).reduce((sum, to, i) => {
    const from = way[i] ?? 0;
    const step = neighboursOf(edges, from).find((one) => one.to === to);
    return step ? sum + stepCost(edges, { from, ...step }) : Number.NaN;
  }, 0);
}

describe('liveWireFrom', () => {
  it('finds the cheapest way to every corner, step by step', () => {
    fc.assert(
      fc.property(windows(6), places, ({ window }, at) => {
        const edges = prepareEdges(window);
        const tree = wireFrom(edges, at);
        for (const [corner, cost] of slowCosts(edges, tree.seed).entries()) {
          const way = tree.wayTo(corner);
          expect([way[0], way.at(-1)]).toEqual([tree.seed, corner]);
          expect(costOf(edges, way)).toBe(cost);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('answers the same whatever was asked before', () => {
    fc.assert(
      fc.property(windows(), places, fc.array(places), places, ({ window }, at, before, to) => {
        const edges = prepareEdges(window);
        const used = wireFrom(edges, at);
        for (const other of before) pathTo(used, other);
        expect(pathTo(used, to)).toEqual(pathTo(wireFrom(edges, at), to));
      }),
    );
  });

  it('stays on the window, wherever the cursor is, and knows no way to what is no number', () => {
    fc.assert(
      fc.property(windows(), places, places, ({ window }, at, to) => {
        const { box } = window;
        for (const { x, y } of pathTo(wireFrom(prepareEdges(window), at), to)) {
          expect(x >= box.x && x <= box.x + box.width).toBe(true);
          expect(y >= box.y && y <= box.y + box.height).toBe(true);
        }
      }),
    );
    const edges = prepareEdges(disc({ x: 10, y: 10 }, 4));
    expect(liveWireFrom(edges, { x: Number.NaN, y: 1 })).toBeNull();
    expect(pathTo(wireFrom(edges, { x: 1, y: 1 }), { x: 1, y: Number.NaN })).toEqual([]);
  });

  it('goes around a disc along its rim', () => {
    const centre = { x: 32, y: 30 };
    const radius = 20;
    const tree = wireFrom(prepareEdges(disc(centre, radius)), { x: 52, y: 30 });
    const path = pathTo(tree, { x: 14, y: 39 });
    expect(path.length).toBeGreaterThan(5);
    for (const at of path) {
      expect(Math.abs(distanceBetween(at, centre) - radius)).toBeLessThanOrEqual(1.5);
    }
  });

  it('follows a straight edge exactly, to the very rim of the image', () => {
    const tree = wireFrom(prepareEdges(stripe(7)), { x: 7, y: 0 });
    expect(pathTo(tree, { x: 7, y: 20 })).toEqual([
      { x: 7, y: 0 },
      { x: 7, y: 20 },
    ]);
  });

  it('speaks of image px when the window is coarser than the image', () => {
    const fine = stripe(7);
    const window = { ...fine, box: { x: 100, y: 40, width: 60, height: 60 } };
    const tree = wireFrom(prepareEdges(window), { x: 121, y: 40 });
    expect(pathTo(tree, { x: 121, y: 100 })).toEqual([
      { x: 121, y: 40 },
      { x: 121, y: 100 },
    ]);
  });
});

describe('snapToEdge', () => {
  it('moves to the edge within reach, and stays where there is none', () => {
    const edges = prepareEdges(stripe(7));
    expect(snapToEdge(edges, { x: 9.4, y: 5.2 }, 4).x).toBe(7);
    expect(snapToEdge(edges, { x: 16, y: 5.2 }, 4)).toEqual({ x: 16, y: 5.2 });
    expect(snapToEdge(edges, { x: Number.NaN, y: 5 }, 4)).toEqual({ x: Number.NaN, y: 5 });
  });

  it('never moves farther than it may', () => {
    fc.assert(
      fc.property(windows(), places, fc.nat(6), ({ window }, at, radius) => {
        const edges = prepareEdges(window);
        expect(distanceBetween(snapToEdge(edges, at, radius), at)).toBeLessThanOrEqual(radius);
      }),
    );
  });
});

function pictureOf(side: number, isInside: (x: number, y: number) => boolean): PixelWindow {
  const size = { width: side, height: side };
  const colours = Array.from({ length: side * side }, (_, i) =>
    isInside((i % side) + 0.5, Math.floor(i / side) + 0.5)
      ? [200, 80, 60, 255]
      : [60, 90, 160, 255],
  );
  return { box: { x: 0, y: 0, ...size }, size, rgba: Uint8ClampedArray.from(colours.flat()) };
}

function disc(centre: Point<'image'>, radius: number): PixelWindow {
  return pictureOf(64, (x, y) => distanceBetween({ x, y }, centre) <= radius);
}

/** 20 × 20 px, one colour left of the line and another right of it. */
function stripe(line: number): PixelWindow {
  return pictureOf(20, (x) => x < line);
}
