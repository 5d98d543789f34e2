import type { Point } from '#core/geometry/point.ts';
import { prepareEdges, snapToEdge } from '#core/pixels/edgeMap.ts';
import { liveWireFrom, pathTo, type LiveWireTree } from '#core/pixels/liveWire.ts';
import { ontoImage } from '../place.ts';
import { screenScaleOf } from '../screenScale.ts';
import type { ToolContext } from '../tool.ts';

/** Where the wire is held at the moment. */
export interface Seed {
  readonly at: Point<'image'>;
  readonly tree: LiveWireTree | null; // null where there are no pixels: the wire is straight
}

/** Sides of what is looked at around a seed: screen px, and pixels of the window at most. */
const windowPx = 640;
const leastImagePx = 128;

/** How far a hand may be off an edge, px of the window. */
const snapPx = 3;

/** Takes hold at the strongest edge near a place, on the image. Cost: up to 60 ms. */
export function seedAt(wished: Point<'image'>, context: ToolContext, isSnapping = true): Seed {
  const place = ontoImage(wished, context.imageSize);
  const side = Math.max(leastImagePx, windowPx / screenScaleOf(context));
  const box = { x: place.x - side / 2, y: place.y - side / 2, width: side, height: side };
  const window = context.pixels(box, windowPx);
  if (!window) return { at: place, tree: null };
  const edges = prepareEdges(window);
  const radius = (snapPx * window.box.width) / window.size.width;
  const at = isSnapping ? snapToEdge(edges, place, radius) : place;
  return { at, tree: liveWireFrom(edges, at) };
}

/**
 * The way along edges from a seed to a place, both ends included. Where the place lies beyond what the
 * seed has looked at, the way ends at the rim of that and goes straight on.
 */
export function wayTo({ at: from, tree }: Seed, wished: Point<'image'>, context: ToolContext) {
  const to = ontoImage(wished, context.imageSize);
  const along = tree ? pathTo(tree, to) : [];
  return [from, ...along, to];
}

/** The edge near a place of what the seed has looked at. */
export function snappedFrom({ tree }: Seed, at: Point<'image'>): Point<'image'> {
  if (!tree) return at;
  const { box, size } = tree.edges;
  return snapToEdge(tree.edges, at, (snapPx * box.width) / (size.width - 1));
}
