import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { polygonOf, wildPolygons } from '#testing/arbitraryPolygons.ts';
import { boxContains, clipBox } from '../geometry/box.ts';
import { pointCountOf, type Polygon } from './polygon.ts';
import {
  deleteVertices,
  insertVertex,
  moveVertices,
  nearestEdge,
  nearestVertex,
  verticesInBox,
} from './vertices.ts';

const size = { width: 10, height: 10 };
const square = [1, 1, 9, 1, 9, 9, 1, 9];
const hole = [3, 3, 3, 5, 5, 5];
const polygon = polygonOf(square, hole);

describe('nearestVertex and nearestEdge', () => {
  it('finds the point within reach only', () => {
    expect(nearestVertex(polygon, { x: 3.4, y: 3 }, 1)).toEqual({ ring: 1, index: 0 });
    expect(nearestVertex(polygon, { x: 6.5, y: 3 }, 1)).toBeNull();
    expect(nearestVertex(polygon, { x: 3, y: 4 }, 1)).toEqual({ ring: 1, index: 0 });
    expect(nearestVertex(polygon, { x: NaN, y: 4 }, 1)).toBeNull();
  });

  it('finds the place on the edge, the closing one too', () => {
    expect(nearestEdge(polygon, { x: 0.5, y: 6 }, 1)).toEqual({
      ring: 0,
      edge: 3,
      at: { x: 1, y: 6 },
    });
    expect(nearestEdge(polygon, { x: 0.5, y: 0.5 }, 1)?.at).toEqual({ x: 1, y: 1 });
    expect(nearestEdge(polygon, { x: 7, y: 5 }, 1)).toBeNull();
  });
});

describe('insertVertex', () => {
  it('puts the point behind its edge', () => {
    const grown = insertVertex(polygon, { ring: 0, edge: 3, at: { x: 1, y: 6 } });
    expect([...(grown.rings[0]?.points ?? [])]).toEqual([...square, 1, 6]);
    expect(grown.rings[1]).toBe(polygon.rings[1]);
  });
});

describe('deleteVertices', () => {
  it('takes points away', () => {
    const left = deleteVertices(polygon, [{ ring: 0, index: 0 }]);
    expect([...(left?.rings[0]?.points ?? [])]).toEqual([9, 1, 9, 9, 1, 9]);
  });

  it('takes the ring away that would have two points', () => {
    expect(deleteVertices(polygon, [{ ring: 1, index: 2 }])).toEqual(polygonOf(square));
  });

  it('does not take the last ring away', () => {
    expect(deleteVertices(polygonOf(hole), [{ ring: 0, index: 1 }])).toBeNull();
  });

  it('passes over points that are not there', () => {
    const nowhere = [
      { ring: 7, index: 0 },
      { ring: 0, index: -1 },
      { ring: 0, index: 4 },
    ];
    expect(deleteVertices(polygon, nowhere)).toEqual(polygon);
  });
});

describe('moveVertices', () => {
  it('moves the chosen points and stops all of them at the rim', () => {
    const refs = [0, 1].map((index) => ({ ring: 0, index }));
    const moved = moveVertices(polygon, refs, { dx: 5, dy: -0.5, size });
    expect([...(moved.rings[0]?.points ?? [])]).toEqual([2, 0.5, 10, 0.5, 9, 9, 1, 9]);
  });

  it('leaves everything where it is when the step is no number', () => {
    expect(moveVertices(polygon, [{ ring: 0, index: 0 }], { dx: NaN, dy: 1, size })).toBe(polygon);
  });
});

describe('properties', () => {
  const places = fc.record({
    x: fc.integer({ min: 0, max: 10 }),
    y: fc.integer({ min: 0, max: 10 }),
  });

  it('finds no vertex nearer than the nearest, and an edge at most as far', () => {
    fc.assert(
      fc.property(wildPolygons(size), places, (each, at) => {
        const ref = nearestVertex(each, at, 100);
        const distances = each.rings.flatMap((_, ring) => distancesTo(each, ring, at));
        const own = ref ? distancesTo(each, ref.ring, at)[ref.index] : undefined;
        expect(own).toBe(Math.min(...distances));
        const spot = nearestEdge(each, at, 100)?.at;
        expect(spot && Math.hypot(spot.x - at.x, spot.y - at.y)).toBeLessThanOrEqual(
          (own ?? 0) + 1e-9,
        );
      }),
    );
  });

  it('inserts on an edge what deleting takes away again', () => {
    fc.assert(
      fc.property(wildPolygons(size), places, (each, at) => {
        const spot = nearestEdge(each, at, 100);
        fc.pre(spot !== null);
        const grown = insertVertex(each, spot);
        expect(pointCountOf(grown)).toBe(pointCountOf(each) + 1);
        expect(deleteVertices(grown, [{ ring: spot.ring, index: spot.edge + 1 }])).toEqual(each);
      }),
    );
  });

  it('selects by box exactly the points in it, and moves them within the image', () => {
    const box = { x: 2, y: 3, width: 5, height: 4 };
    const steps = fc.integer({ min: -20, max: 20 });
    fc.assert(
      fc.property(wildPolygons(size), steps, steps, (wild, dx, dy) => {
        const each = onImage(wild);
        const refs = verticesInBox(each, box);
        const inside = each.rings
          .flatMap((_, ring) => pointsOf(each, ring))
          .filter((at) => boxContains(box, at));
        expect(refs.length).toBe(inside.length);
        const moved = moveVertices(each, refs, { dx, dy, size });
        expect(moved).toEqual(onImage(moved));
        expect(each.rings.map((_, ring) => pointsOf(moved, ring).length)).toEqual(
          each.rings.map((_, ring) => pointsOf(each, ring).length),
        );
      }),
    );
  });
});

function pointsOf({ rings }: Polygon, ring: number) {
  const points = rings[ring]?.points ?? new Float64Array();
  return Array.from({ length: points.length / 2 }, (_, i) => ({
    x: points[2 * i] ?? 0,
    y: points[2 * i + 1] ?? 0,
  }));
}

function distancesTo(each: Polygon, ring: number, at: { x: number; y: number }) {
  return pointsOf(each, ring).map(({ x, y }) => Math.hypot(x - at.x, y - at.y));
}

function onImage(each: Polygon): Polygon {
  return polygonOf(
    ...each.rings.map((_, ring) =>
      pointsOf(each, ring).flatMap(({ x, y }) => {
        const clipped = clipBox({ x, y, width: 0, height: 0 }, size);
        return [clipped.x, clipped.y];
      }),
    ),
  );
}
