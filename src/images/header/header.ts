import type { Size } from '#core/geometry/size.ts';

/** What a file says of its picture before anything is decoded. */
export interface PictureHeader {
  readonly size: Size; // as stored, before it is turned upright; each side ≥ 1
  readonly bitsPerChannel: number;
  readonly channelCount: number; // 3 where the format does not say
  /** Whether the picture reaches to its end; what comes behind it does not matter. */
  readonly isComplete: boolean;
}
