import type { LabelRaster } from './labelRaster.ts';

/** Of which kind a pixel of nobody's is. */
const unknown = 0;
const gap = 1;
const open = 2;

/**
 * The pixels of the gaps between different labels, as ascending indices of the raster; see `closeGaps`.
 * Cost: the pixels of the raster, and for those at borders the width of the gap.
 */
export function gapPixelsOf(raster: LabelRaster, maxGapPx: number): readonly number[] {
  const kinds = new Uint8Array(raster.labels.length);
  const narrow = markNarrow(raster, kinds, maxGapPx);
  const patches = narrow.flatMap((at) => patchesBeside(raster, kinds, { at, maxGapPx }));
  return [...Uint32Array.from(narrow.concat(patches)).toSorted()];
}

/** Marks what lies on a straight way of at most that length from one label to another. */
function markNarrow({ box, labels }: LabelRaster, kinds: Uint8Array, maxGapPx: number) {
  const { width, height } = box;
  const marked: number[] = [];
  const measure = (at: number, { dx, dy, length }: Direction) => {
    const step = dx * height + dy;
    const y = at % height;
    const roomX = dx === 0 ? Infinity : width - 1 - Math.floor(at / height);
    const roomY = dy === 0 ? Infinity : dy > 0 ? height - 1 - y : y;
    const most = Math.min(roomX, roomY, Math.floor(maxGapPx / length + 1e-9) + 1);
    let count = 1;
    while (count < most && labels[at + count * step] === 0) count += 1;
    const other = count <= most ? (labels[at + count * step] ?? 0) : 0;
    if (count < 2 || other === 0 || other === labels[at]) return;
    for (let i = at + step; i !== at + count * step; i += step) {
      if (kinds[i] === unknown) marked.push(i);
      kinds[i] = gap;
    }
  };
  for (let at = 0; at < labels.length; at += 1) {
    if (labels[at] === 0) continue;
    for (const direction of directions) {
      if (labels[at + direction.dx * height + direction.dy] === 0) measure(at, direction);
    }
  }
  return marked;
}

interface Direction {
  readonly dx: 0 | 1;
  readonly dy: -1 | 0 | 1;
  readonly length: number; // px from one pixel's centre to the next
}

const directions: readonly Direction[] = [
  { dx: 0, dy: 1, length: 1 },
  { dx: 1, dy: 0, length: 1 },
  { dx: 1, dy: 1, length: Math.SQRT2 },
  { dx: 1, dy: -1, length: Math.SQRT2 },
];

interface Seed {
  readonly at: number;
  readonly maxGapPx: number;
}

/** What is left of a crossing of gaps beside a pixel of one: closed in, and small. */
function patchesBeside(raster: LabelRaster, kinds: Uint8Array, { at, maxGapPx }: Seed) {
  const { height } = raster.box;
  return [at - 1, at + 1, at - height, at + height].flatMap((start) => {
    if (raster.labels[start] !== 0 || kinds[start] !== unknown) return [];
    return closedPatch(raster, kinds, { at: start, maxGapPx });
  });
}

/** The patch, marked as gap; empty, and marked as open, when it reaches the rim or is too large. */
function closedPatch({ box, labels }: LabelRaster, kinds: Uint8Array, { at, maxGapPx }: Seed) {
  const { width, height } = box;
  const extent = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  const patch = [at];
  kinds[at] = gap;
  let isOpen = false;
  for (const pixel of patch) {
    const x = Math.floor(pixel / height);
    const y = pixel - x * height;
    extent.left = Math.min(extent.left, x);
    extent.right = Math.max(extent.right, x);
    extent.top = Math.min(extent.top, y);
    extent.bottom = Math.max(extent.bottom, y);
    const side = Math.max(extent.right - extent.left, extent.bottom - extent.top) + 1;
    isOpen ||= side > 2 * maxGapPx;
    isOpen ||= x === 0 || y === 0 || x === width - 1 || y === height - 1;
    if (isOpen) break;
    for (const next of [pixel - 1, pixel + 1, pixel - height, pixel + height]) {
      if (labels[next] !== 0) continue;
      if (kinds[next] === open) isOpen = true;
      if (kinds[next] !== unknown) continue;
      kinds[next] = gap;
      patch.push(next);
    }
  }
  if (!isOpen) return patch;
  for (const pixel of patch) kinds[pixel] = open;
  return [];
}
