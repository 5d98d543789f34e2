import type { Size } from '../geometry/size.ts';
import {
  adjustmentTable,
  applyTables,
  extractChannel,
  neutralTone,
  type ShownChannel,
  type ToneAdjustment,
} from './adjustment.ts';
import { claheTables, equaliseStrip, type ClaheOptions } from './clahe.ts';
import { tileHistogramsOf, type PictureStrip } from './tileHistograms.ts';

/** How a picture is shown to a person; what is stored and what the model sees stay as they are. */
export interface ViewAdjustment {
  readonly channel: ShownChannel;
  readonly clahe: ClaheOptions | null; // null: not equalised
  readonly tone: ToneAdjustment;
}

export const neutralView: ViewAdjustment = { channel: 'colour', clahe: null, tone: neutralTone };

/** Whether all is shown as it is. */
export function isNeutralView({ channel, clahe, tone }: ViewAdjustment): boolean {
  if (channel !== 'colour' || clahe) return false;
  return adjustmentTable(tone).every((shown, stored) => shown === stored);
}

/**
 * What turns a strip of a picture into what is shown: first the channel, then CLAHE, then tone.
 *
 * @param strips gives the whole picture from top to bottom; asked only for CLAHE, which needs all of it first
 */
export function stripAdjuster(
  { channel, clahe, tone }: ViewAdjustment,
  size: Size,
  strips: () => Iterable<PictureStrip>,
): (strip: PictureStrip) => Uint8ClampedArray<ArrayBuffer> {
  const ofChannel = ({ top, rgba }: PictureStrip): PictureStrip => ({
    top,
    rgba: channel === 'colour' ? rgba : extractChannel(rgba, channel),
  });
  const tables = clahe
    ? claheTables(
        tileHistogramsOf(mapped(strips(), ofChannel), size, clahe.tilesPerSide),
        clahe.clipLimit,
      )
    : null;
  const table = adjustmentTable(tone);
  return (strip) => {
    const chosen = ofChannel(strip);
    const equalised = tables ? equaliseStrip(chosen, tables) : chosen.rgba;
    return applyTables(equalised, { red: table, green: table, blue: table });
  };
}

function* mapped<From, To>(items: Iterable<From>, change: (item: From) => To): Generator<To> {
  for (const item of items) yield change(item);
}
