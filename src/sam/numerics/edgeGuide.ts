import type { RgbaPixels } from '#core/image/rgbaPixels.ts';
import { type RasterPart, wholeOf } from './boxMean.ts';
import { type Guide, guideOf } from './guidedFilter.ts';
import {
  coarserRegion,
  pixelsAlong,
  type Places,
  placesOn,
  planesOf,
  type WorkRegion,
} from './workRegion.ts';

/** A region of a picture, to draw the edges of many masks along its own. */
export interface EdgeGuide {
  readonly picture: RgbaPixels;
  readonly region: WorkRegion; // where edges are drawn
  readonly coarse: WorkRegion; // the same, where they are computed
  readonly columns: WorkPlaces;
  readonly rows: WorkPlaces;
  readonly tiles: readonly EdgeTile[]; // row by row
  /** The work pixels at which tiles begin, and where the last one ends. */
  readonly blockStarts: { readonly columns: Int32Array; readonly rows: Int32Array };
}

/** Where work pixels lie along one axis: among coarse ones, and on the picture. */
interface WorkPlaces extends Places {
  readonly pixels: Int32Array; // the image pixel at the centre of each
}

/** A square of coarse pixels. */
export interface EdgeTile {
  readonly core: RasterPart; // of the coarse pixels
  readonly padded: RasterPart; // all coarse pixels that the core's model depends on
  readonly work: RasterPart; // the work pixels to draw: those that lie right and below of the core's centres
  /** What is known of the padded pixels; computed when it is first asked for. */
  readonly guide: () => Guide;
}

/** Cells of low-res logits: as far as a mask's edge may be off. */
const radiusInCells = 2.1;
/** Colours in 0…1: what varies less within the radius is no edge. */
const epsilon = 1e-4;
/** Coarse pixels per cell of the logits: where more are there, some are left out. */
const coarsePerCell = 1.4;
/** Coarse pixels: the smaller, the less is computed in vain and the more is computed twice. */
const usualTileSide = 48;

/**
 * @param cellPx side of one cell of the logits that are to come, image px
 * @param tileSide coarse px; what is drawn along edges does not depend on it
 */
export function edgeGuideOf(
  picture: RgbaPixels,
  region: WorkRegion,
  cellPx: number,
  tileSide = usualTileSide,
): EdgeGuide {
  const cell = cellPx / region.cellWidth;
  const coarse = coarserRegion(region, Math.max(1, Math.round(cell / coarsePerCell)));
  const radius = Math.max(2, Math.round((radiusInCells * cellPx) / coarse.cellWidth));
  const places = placesOn({ ...coarse, origin: coarse.box }, region, wholeOf(region.size));
  const { box, size } = region;
  const blockStarts = {
    columns: startsOf(places.columns, coarse.size.width, tileSide),
    rows: startsOf(places.rows, coarse.size.height, tileSide),
  };
  const tiles: EdgeTile[] = [];
  for (let row = 0; row + 1 < blockStarts.rows.length; row += 1) {
    for (let column = 0; column + 1 < blockStarts.columns.length; column += 1) {
      const core = { x: column * tileSide, y: row * tileSide, width: tileSide, height: tileSide };
      const work = blockOf(blockStarts, column, row);
      tiles.push(tileOf(clipPart(core, coarse), work, radius, { picture, coarse }));
    }
  }
  return {
    picture,
    region,
    coarse,
    columns: { ...places.columns, pixels: pixelsAlong(box.x, region.cellWidth, size.width) },
    rows: { ...places.rows, pixels: pixelsAlong(box.y, region.cellHeight, size.height) },
    tiles,
    blockStarts,
  };
}

function tileOf(
  core: RasterPart,
  work: RasterPart,
  radius: number,
  { picture, coarse }: Pick<EdgeGuide, 'picture' | 'coarse'>,
): EdgeTile {
  const drawn = clipPart({ ...core, width: core.width + 1, height: core.height + 1 }, coarse);
  const margin = 2 * radius;
  const padded = clipPart(
    {
      x: drawn.x - margin,
      y: drawn.y - margin,
      width: drawn.width + 2 * margin,
      height: drawn.height + 2 * margin,
    },
    coarse,
  );
  const part = { ...drawn, x: drawn.x - padded.x, y: drawn.y - padded.y };
  let known: Guide | null = null;
  const guide = () => (known ??= guideOf(planesOf(picture, coarse, padded), radius, epsilon, part));
  return { core, padded, work, guide };
}

function blockOf(
  { columns, rows }: EdgeGuide['blockStarts'],
  column: number,
  row: number,
): RasterPart {
  const x = columns[column] ?? 0;
  const y = rows[row] ?? 0;
  return { x, y, width: (columns[column + 1] ?? 0) - x, height: (rows[row + 1] ?? 0) - y };
}

/** The first of the places in each tile of `side`, and their number. */
function startsOf({ low }: Places, length: number, side: number): Int32Array {
  const starts = new Int32Array(Math.ceil(length / side) + 1).fill(low.length);
  for (let i = low.length - 1; i >= 0; i -= 1) starts[Math.floor((low[i] ?? 0) / side)] = i;
  return starts;
}

function clipPart(part: RasterPart, { size }: WorkRegion): RasterPart {
  const x = Math.max(0, part.x);
  const y = Math.max(0, part.y);
  const right = Math.min(size.width, part.x + part.width);
  const bottom = Math.min(size.height, part.y + part.height);
  return { x, y, width: right - x, height: bottom - y };
}
