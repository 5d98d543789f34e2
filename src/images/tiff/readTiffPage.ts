import { emptyLike, turnedSamples, type Samples } from '../samples.ts';
import { readRaster, type JpegDecoder, type Raster } from './readRaster.ts';
import type { TiffPage } from './tiffPages.ts';
import { colourCountOf, isAlpha, photometrics } from './tiffProblem.ts';

/**
 * The picture of a page in which tiffProblemOf found nothing, upright, in 8 or 16 bits: fewer than 8 bits
 * are spread to 8, colours of print become those of a screen, and 32 bits and more are scaled to 16, the
 * smallest value to black and the largest to white.
 *
 * Own code, since the libraries that were tried cannot take files from anywhere: geotiff 3.0 unpacks LZW
 * and runs into lists without a bound, which a bomb of a megabyte turns into the end of the tab, and it
 * adds up big-endian differences of 16 bits wrongly; utif2 4.1 gives 8 bits only.
 *
 * @throws DamagedBlock
 */
export async function readTiffPage(
  bytes: Uint8Array<ArrayBuffer>,
  page: TiffPage,
  decodeJpeg: JpegDecoder,
): Promise<Samples> {
  const raster = await readRaster(bytes, page, decodeJpeg);
  const data = raster instanceof Float64Array ? scaled(raster) : raster;
  return turnedSamples(samplesOf(data, page), page.orientation);
}

/** Linear from the smallest to the largest number to 0 … 65535; what is no number becomes 0. */
function scaled(raster: Float64Array): Uint16Array<ArrayBuffer> {
  let least = Infinity;
  let most = -Infinity;
  for (const value of raster) {
    if (!Number.isFinite(value)) continue;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const factor = most > least ? 65_535 / (most - least) : 0;
  return Uint16Array.from(raster, (value) =>
    Number.isFinite(value) ? Math.round((value - least) * factor) : 0,
  );
}

function samplesOf(data: Exclude<Raster, Float64Array>, page: TiffPage): Samples {
  const { size, photometric } = page;
  if (photometric === photometrics.palette)
    return { size, channelCount: 3, data: coloursOf(data, page) };
  if (photometric === photometrics.cmyk)
    return { size, channelCount: 3, data: screenColours(data, page) };
  const colourCount = colourCountOf(page) === 1 ? 1 : 3;
  const channelCount = isAlpha(page) ? (colourCount === 1 ? 2 : 4) : colourCount;
  const kept = withoutExtras(data, page.samplesPerPixel, channelCount);
  spread(kept, page);
  if (photometric === photometrics.whiteIsZero) invert(kept, page, channelCount);
  if (page.extraSamples[0] === 1) divideByAlpha(kept, channelCount);
  return { size, channelCount, data: kept };
}

function withoutExtras(data: Samples['data'], from: number, to: number): Samples['data'] {
  if (from === to) return data;
  const pixelCount = data.length / from;
  const kept = emptyLike(data, pixelCount * to);
  for (let pixel = 0; pixel < pixelCount; pixel += 1) {
    for (let channel = 0; channel < to; channel += 1) {
      kept[pixel * to + channel] = data[pixel * from + channel] ?? 0;
    }
  }
  return kept;
}

/** Largest value of a sample; 16 bits are read as stored, also where only 10 or 12 of them are used. */
function largestOf({ bitsPerSample, sampleFormat }: TiffPage): number {
  return sampleFormat === 1 && bitsPerSample < 16 ? 2 ** bitsPerSample - 1 : 65_535;
}

/** Fewer than 8 bits to all of 8. */
function spread(data: Samples['data'], page: TiffPage): void {
  if (page.bitsPerSample >= 8) return;
  const factor = 255 / largestOf(page);
  for (let at = 0; at < data.length; at += 1) data[at] = Math.round((data[at] ?? 0) * factor);
}

function invert(data: Samples['data'], page: TiffPage, channelCount: number): void {
  const largest = data instanceof Uint8Array ? 255 : largestOf(page);
  for (let at = 0; at < data.length; at += channelCount) data[at] = largest - (data[at] ?? 0);
}

/** Colours that were multiplied by alpha, as they were before. */
function divideByAlpha(data: Samples['data'], channelCount: number): void {
  const largest = data instanceof Uint8Array ? 255 : 65_535;
  for (let at = 0; at < data.length; at += channelCount) {
    const alpha = data[at + channelCount - 1] ?? 0;
    if (alpha === 0) continue;
    for (let channel = 0; channel < channelCount - 1; channel += 1) {
      data[at + channel] = Math.min(
        largest,
        Math.round(((data[at + channel] ?? 0) * largest) / alpha),
      );
    }
  }
}

function coloursOf(data: Samples['data'], page: TiffPage): Uint8Array<ArrayBuffer> {
  const { colourMap, bitsPerSample, samplesPerPixel } = page;
  const count = 2 ** bitsPerSample;
  // some writers fill in 8 bits only
  const divisor = colourMap.some((value) => value > 255) ? 257 : 1;
  const pixelCount = data.length / samplesPerPixel;
  const colours = new Uint8Array(pixelCount * 3);
  for (let pixel = 0; pixel < pixelCount; pixel += 1) {
    const index = data[pixel * samplesPerPixel] ?? 0;
    for (let channel = 0; channel < 3; channel += 1) {
      colours[pixel * 3 + channel] = Math.round(
        (colourMap[channel * count + index] ?? 0) / divisor,
      );
    }
  }
  return colours;
}

/** Cyan, magenta, yellow and black as they are without a colour profile. */
function screenColours(
  data: Samples['data'],
  { samplesPerPixel }: TiffPage,
): Uint8Array<ArrayBuffer> {
  const pixelCount = data.length / samplesPerPixel;
  const colours = new Uint8Array(pixelCount * 3);
  for (let pixel = 0; pixel < pixelCount; pixel += 1) {
    const from = pixel * samplesPerPixel;
    const light = 255 - (data[from + 3] ?? 0);
    for (let channel = 0; channel < 3; channel += 1) {
      colours[pixel * 3 + channel] = Math.round(
        ((255 - (data[from + channel] ?? 0)) * light) / 255,
      );
    }
  }
  return colours;
}
