import type { Failure } from '#core/failure.ts';
import type { Size } from '#core/geometry/size.ts';
import type { DisplayWindow } from '#core/image/displayWindow.ts';
import type { ViewAdjustment } from '#core/pixels/viewAdjustment.ts';
import type { ImportedImage } from './importedImage.ts';

/** What the page asks of a worker; one at a time. */
export type ImageTask =
  | { readonly kind: 'import'; readonly file: File }
  | { readonly kind: 'measure'; readonly file: File }
  | {
      readonly kind: 'show';
      readonly blob: Blob;
      readonly fileName: string;
      readonly window: DisplayWindow;
    }
  | {
      readonly kind: 'adjust';
      readonly bitmap: ImageBitmap; // handed over; the worker closes it
      readonly fileName: string;
      readonly adjustment: ViewAdjustment;
    };

/** What the worker says, in order; the last of a task is `done` or `failed`. */
export type ImageReply =
  /** It stands back until another worker is done with a large picture, which no time limit should count. */
  | { readonly kind: 'waiting' }
  /** A new piece of work has begun, which has the whole time limit. */
  | { readonly kind: 'working' }
  | { readonly kind: 'picture'; readonly picture: ImportedImage }
  | { readonly kind: 'bitmap'; readonly bitmap: ImageBitmap }
  | { readonly kind: 'size'; readonly size: Size | null }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly failure: Failure };
