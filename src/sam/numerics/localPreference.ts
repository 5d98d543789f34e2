import { clamp } from '#core/geometry/box.ts';
import type { PromptPoint } from '#core/prompt/prompt.ts';
import { colorBinsOf, histogramOf, logRatios } from './colorModel.ts';
import type { LocalSituation, LocalWindow } from './localSituation.ts';
import { sampleRaster, type WorkRegion } from './workRegion.ts';

/** In nats, as the logarithms of likelihoods they are added to. */
const weight = { modelLogit: 1, color: 1.5, click: 6, priorNear: 0.3, priorFar: 2.5 };
/** The mask as it was begins to hold at the first distance, fully at the second; in depths. */
const priorReach = [0.7, 3] as const;
const seedRadiusInDepths = 0.25;
const colorSampleInDepths = 0.5;
/** What the colours around the click weigh among those of the whole window. */
const colorSampleShare = 0.15;
const certain = 1e5;

/**
 * What foreground gains over background in each pixel of the window; `certain` at seeds and at the rim.
 * @param caution ≥ 1: how many times more the mask as it was holds, and the model's opinion counts less
 */
export function preferenceOf(
  situation: LocalSituation,
  window: LocalWindow,
  caution: number,
): Float32Array {
  const { region, before } = window;
  const distances = distancesToNewest(situation.points, window);
  const value = situation.points.at(-1)?.label === 'foreground' ? 1 : 0;
  const bins = colorBinsOf(window.planes);
  const colors = colorRatiosOf(bins, { distances, before, value });
  const logits = sampleRaster(situation.logits, region);
  const [near, far] = priorReach;
  const preference = logits.map((logit, i) => {
    const distance = distances[i] ?? 0;
    const hold = clamp((distance - near) / (far - near), 0, 1);
    const prior = caution * (weight.priorNear + (weight.priorFar - weight.priorNear) * hold);
    const click = weight.click * Math.exp(-(distance * distance));
    return (
      (before[i] === 1 ? prior : -prior) +
      (value === 1 ? click : -click) +
      weight.color * (colors[bins[i] ?? 0] ?? 0) +
      (weight.modelLogit / caution) * clamp(logit, -3.9, 3.9)
    );
  });
  fixRim(preference, window, situation.picture.size);
  for (const point of situation.points) {
    const isNewest = point === situation.points.at(-1);
    const radius = isNewest ? (seedRadiusInDepths * window.depth) / region.cellWidth : 0;
    fixSeed(preference, region, point, Math.max(1.5, radius));
  }
  return preference;
}

/** From each pixel to the newest point, in depths of that point. */
function distancesToNewest(points: readonly PromptPoint[], window: LocalWindow): Float32Array {
  const { box, size, cellWidth, cellHeight } = window.region;
  const at = points.at(-1)?.at ?? box;
  return Float32Array.from({ length: size.width * size.height }, (_, i) => {
    const x = box.x + ((i % size.width) + 0.5) * cellWidth - at.x;
    const y = box.y + (Math.floor(i / size.width) + 0.5) * cellHeight - at.y;
    return Math.hypot(x, y) / window.depth;
  });
}

/** For each colour how much it speaks for foreground, by the mask as it was and by what was clicked. */
function colorRatiosOf(
  bins: Uint16Array,
  { distances, before, value }: { distances: Float32Array; before: Uint8Array; value: 0 | 1 },
): Float32Array {
  const sampleCount = distances.reduce((n, d) => (d < colorSampleInDepths ? n + 1 : n), 1);
  const sampleWeight = (colorSampleShare * bins.length) / sampleCount;
  const [background, foreground] = ([0, 1] as const).map((label) =>
    histogramOf(bins, (i) => {
      const distance = distances[i] ?? 0;
      if (distance < colorSampleInDepths) return label === value ? sampleWeight : 0;
      // what is near the click and was labelled otherwise may be part of the error
      if (distance < 1 && before[i] !== value) return 0;
      return before[i] === label ? 1 : 0;
    }),
  );
  return foreground && background ? logRatios(foreground, background) : new Float32Array(0);
}

/** At the window's rim the mask stays as it was, unless the image ends there. */
function fixRim(
  preference: Float32Array,
  { region: { box, size }, before }: LocalWindow,
  image: { readonly width: number; readonly height: number },
): void {
  const { width, height } = size;
  for (let i = 0; i < width * height; i += 1) {
    const x = i % width;
    const y = Math.floor(i / width);
    const isRim =
      (x === 0 && box.x > 0) ||
      (y === 0 && box.y > 0) ||
      (x === width - 1 && box.x + box.width < image.width) ||
      (y === height - 1 && box.y + box.height < image.height);
    if (isRim) preference[i] = before[i] === 1 ? certain : -certain;
  }
}

/** Fixes the disc of work pixels around a point. */
function fixSeed(
  preference: Float32Array,
  { box, size, cellWidth, cellHeight }: WorkRegion,
  { at, label }: PromptPoint,
  radius: number,
): void {
  const column = (at.x - box.x) / cellWidth - 0.5;
  const row = (at.y - box.y) / cellHeight - 0.5;
  const bottom = Math.min(size.height - 1, Math.floor(row + radius));
  const right = Math.min(size.width - 1, Math.floor(column + radius));
  for (let y = Math.max(0, Math.ceil(row - radius)); y <= bottom; y += 1) {
    for (let x = Math.max(0, Math.ceil(column - radius)); x <= right; x += 1) {
      if (Math.hypot(x - column, y - row) > radius) continue;
      preference[y * size.width + x] = label === 'foreground' ? certain : -certain;
    }
  }
}
