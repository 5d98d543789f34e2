import {
  objectOfBox,
  objectOfEllipse,
  objectOfRings,
  type ShapeReading,
} from '#core/dataset/shapeObject.ts';
import type { Size } from '#core/geometry/size.ts';
import { fieldOf, type JsonObject } from '../codecs/jsonFile.ts';

/** What `shape_attributes` of a region become. Source: VIA 1 and 2. */
export function readShape(shape: JsonObject, size: Size): ShapeReading {
  const name = fieldOf(shape, 'name');
  switch (name) {
    case 'rect': {
      const [x, y, width, height] = numbersOf(shape, 'x', 'y', 'width', 'height');
      return objectOfBox(0, { x, y, width, height }, size);
    }
    case 'circle': {
      const [x, y, radius] = numbersOf(shape, 'cx', 'cy', 'r', 'r');
      return ellipse({ x, y, radiusX: radius, radiusY: radius, radians: 0 }, size);
    }
    case 'ellipse': {
      const [x, y, radiusX, radiusY] = numbersOf(shape, 'cx', 'cy', 'rx', 'ry');
      const theta = fieldOf(shape, 'theta') ?? 0; // VIA 1 has none
      const radians = typeof theta === 'number' ? theta : NaN;
      return ellipse({ x, y, radiusX, radiusY, radians }, size);
    }
    case 'polygon':
      return readPolygon(shape, size);
    default: {
      const kind = typeof name === 'string' ? name : 'a shape without a name';
      return { isObject: false, fault: 'unknownShape', detail: `${kind} has no area` };
    }
  }
}

interface Ellipse {
  readonly x: number; // of its middle, px
  readonly y: number;
  readonly radiusX: number;
  readonly radiusY: number;
  readonly radians: number; // clockwise on the screen
}

function ellipse({ x, y, radiusX, radiusY, radians }: Ellipse, size: Size): ShapeReading {
  const box = { x: x - radiusX, y: y - radiusY, width: 2 * radiusX, height: 2 * radiusY };
  return objectOfEllipse(0, box, radians, size);
}

function readPolygon(shape: JsonObject, size: Size): ShapeReading {
  const xs = fieldOf(shape, 'all_points_x');
  const ys = fieldOf(shape, 'all_points_y');
  if (!Array.isArray(xs) || !Array.isArray(ys)) {
    return { isObject: false, fault: 'wrongShape', detail: 'no lists of coordinates' };
  }
  if (xs.length !== ys.length) {
    const detail = `${xs.length} x and ${ys.length} y`;
    return { isObject: false, fault: 'oddCoordinates', detail };
  }
  const points = new Float64Array(2 * xs.length);
  for (let i = 0; i < xs.length; i += 1) {
    points[2 * i] = numberOf(xs[i]);
    points[2 * i + 1] = numberOf(ys[i]);
  }
  return objectOfRings(0, [{ points }], size);
}

type Four = readonly [number, number, number, number];

/** NaN for what is no number. */
function numbersOf(shape: JsonObject, ...names: readonly [string, string, string, string]): Four {
  const [a, b, c, d] = names;
  const read = (name: string): number => numberOf(fieldOf(shape, name));
  return [read(a), read(b), read(c), read(d)];
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : NaN;
}
