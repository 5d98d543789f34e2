import { clamp } from '../geometry/box.ts';

/** How light and dark are shown; all neutral at 0, 0 and 1. */
export interface ToneAdjustment {
  readonly brightness: number; // −1 all black … 1 all white
  readonly contrast: number; // −1 all grey … 1 black and white only
  readonly gamma: number; // 0.1 … 10; above 1 lifts the shadows
}

export const neutralTone: ToneAdjustment = { brightness: 0, contrast: 0, gamma: 1 };

/** A table for each channel, 256 shown values long. */
export interface ChannelTables {
  readonly red: Uint8Array;
  readonly green: Uint8Array;
  readonly blue: Uint8Array;
}

/** What of the colours is shown; all but `colour` are grey. */
export type ShownChannel = 'colour' | 'red' | 'green' | 'blue' | 'luminance';

/**
 * The shown value of each stored one: first brightness (towards black or white), then contrast (slope
 * tan((contrast + 1) · π / 4) around the middle), then gamma. Never falls; neutral is the identity. Values beyond
 * their ranges count as the nearest, what is no number as neutral.
 * Source: GIMP's brightness-contrast for the first two.
 */
export function adjustmentTable(adjustment: ToneAdjustment): Uint8Array {
  const brightness = within(adjustment.brightness, -1, 1, neutralTone.brightness);
  const slope = Math.tan(
    ((within(adjustment.contrast, -1, 1, neutralTone.contrast) + 1) * Math.PI) / 4,
  );
  const exponent = 1 / within(adjustment.gamma, 0.1, 10, neutralTone.gamma);
  return Uint8Array.from({ length: 256 }, (_, stored) => {
    const value = stored / 255;
    const lit = brightness < 0 ? value * (1 + brightness) : value + (1 - value) * brightness;
    const steep = clamp((lit - 0.5) * slope + 0.5, 0, 1);
    return Math.round(255 * steep ** exponent);
  });
}

function within(value: number, low: number, high: number, neutral: number): number {
  return Number.isNaN(value) ? neutral : clamp(value, low, high);
}

/** The pixels through the tables; alpha is kept. @param rgba 4 bytes a pixel */
export function applyTables(
  rgba: Uint8ClampedArray,
  { red, green, blue }: ChannelTables,
): Uint8ClampedArray<ArrayBuffer> {
  const shown = new Uint8ClampedArray(rgba.length);
  for (let i = 0; i < rgba.length; i += 4) {
    shown[i] = red[rgba[i] ?? 0] ?? 0;
    shown[i + 1] = green[rgba[i + 1] ?? 0] ?? 0;
    shown[i + 2] = blue[rgba[i + 2] ?? 0] ?? 0;
    shown[i + 3] = rgba[i + 3] ?? 0;
  }
  return shown;
}

/** Of 256, which make luminance. Source: Rec. 709 luma, as CSS filters have it. */
const luminanceShares = { red: 54, green: 183, blue: 19 };

const channelShares: Readonly<Record<Exclude<ShownChannel, 'colour'>, typeof luminanceShares>> = {
  red: { red: 256, green: 0, blue: 0 },
  green: { red: 0, green: 256, blue: 0 },
  blue: { red: 0, green: 0, blue: 256 },
  luminance: luminanceShares,
};

/**
 * One channel as a grey picture; alpha is kept. The luminance of a grey is that grey.
 *
 * @param rgba 4 bytes a pixel
 */
export function extractChannel(
  rgba: Uint8ClampedArray,
  channel: Exclude<ShownChannel, 'colour'>,
): Uint8ClampedArray<ArrayBuffer> {
  const { red, green, blue } = channelShares[channel];
  const shown = new Uint8ClampedArray(rgba.length);
  for (let i = 0; i < rgba.length; i += 4) {
    const sum = red * (rgba[i] ?? 0) + green * (rgba[i + 1] ?? 0) + blue * (rgba[i + 2] ?? 0);
    const grey = (sum + 128) >> 8;
    shown[i] = grey;
    shown[i + 1] = grey;
    shown[i + 2] = grey;
    shown[i + 3] = rgba[i + 3] ?? 0;
  }
  return shown;
}

/** Luminance of each pixel, 0…255. @param rgba 4 bytes a pixel */
export function luminancesOf(rgba: Uint8ClampedArray): Uint8Array {
  const { red, green, blue } = luminanceShares;
  const luminances = new Uint8Array(rgba.length / 4);
  for (let i = 0, from = 0; i < luminances.length; i += 1, from += 4) {
    const sum =
      red * (rgba[from] ?? 0) + green * (rgba[from + 1] ?? 0) + blue * (rgba[from + 2] ?? 0);
    luminances[i] = (sum + 128) >> 8;
  }
  return luminances;
}
