import type { RasterPart } from './boxMean.ts';
import { drawTile } from './drawModel.ts';
import type { EdgeGuide } from './edgeGuide.ts';
import { fitBuffersFor, fitToGuide } from './guidedFilter.ts';
import type { Raster } from './rasterMask.ts';
import { placesOn, sampleRaster } from './workRegion.ts';

/** Logits beyond which a pixel is on its side of the cut, if all that its model looks at are, too. */
const plainLogits = { background: -0.8, foreground: 0.3 };
/** Logits beyond which a field is 0 or 1. */
const saturation = 9;

/**
 * How likely each work pixel is foreground, about 0…1, with the edges of the picture; meant to be cut at
 * 0.4…0.5. In tiles far from where the logits change sides only that side is known: 0 or 1.
 * @param logits raster of mask logits
 * @param threshold of the logits
 * @returns column-major
 * Source: He and Sun 2015, "Fast guided filter".
 */
export function refineEdges(logits: Raster, threshold: number, edges: EdgeGuide): Raster {
  const { region, tiles, blockStarts } = edges;
  const { width, height } = region.size;
  const values = new Float32Array(width * height);
  const isPlain = new Uint8Array(tiles.length);
  const largest = Math.max(...tiles.map(({ padded }) => padded.width * padded.height));
  const buffers = fitBuffersFor(largest);
  tiles.forEach((tile, index) => {
    const range = rangeIn(logits, edges, tile.padded);
    if (range.highest < threshold + plainLogits.background) isPlain[index] = 1;
    else if (range.lowest > threshold + plainLogits.foreground) {
      isPlain[index] = 1;
      for (let x = tile.work.x; x < tile.work.x + tile.work.width; x += 1) {
        values.fill(1, x * height + tile.work.y, x * height + tile.work.y + tile.work.height);
      }
    } else {
      const field = fieldOf(sampleRaster(logits, edges.coarse, tile.padded), threshold);
      drawTile(values, tile, fitToGuide(field, tile.guide(), buffers), edges);
    }
  });
  return {
    size: region.size,
    values,
    isColumnMajor: true,
    blocks: { ...blockStarts, isPlain },
    origin: region.box,
    cellWidth: region.cellWidth,
    cellHeight: region.cellHeight,
  };
}

/** Logits as shares of certainty, 0…1; in place. */
function fieldOf(logits: Float32Array, threshold: number): Float32Array {
  for (let i = 0; i < logits.length; i += 1) {
    const logit = (logits[i] ?? 0) - threshold;
    if (logit > saturation) logits[i] = 1;
    else logits[i] = logit < -saturation ? 0 : 1 / (1 + Math.exp(-logit));
  }
  return logits;
}

/** The least and the greatest of the logits that the part's pixels lie between. */
function rangeIn(
  logits: Raster,
  { coarse }: EdgeGuide,
  part: RasterPart,
): { readonly lowest: number; readonly highest: number } {
  const { columns, rows } = placesOn(logits, coarse, part);
  const left = columns.low[0] ?? 0;
  const right = columns.high.at(-1) ?? 0;
  const bottom = rows.high.at(-1) ?? 0;
  let lowest = Infinity;
  let highest = -Infinity;
  for (let row = rows.low[0] ?? 0; row <= bottom; row += 1) {
    const start = row * logits.size.width;
    for (let i = start + left; i <= start + right; i += 1) {
      const logit = logits.values[i] ?? 0;
      if (logit < lowest) lowest = logit;
      if (logit > highest) highest = logit;
    }
  }
  return { lowest, highest };
}
