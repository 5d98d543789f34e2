import type { Size } from '#core/geometry/size.ts';
import type { DisplayWindow } from '#core/image/displayWindow.ts';

/** A picture that the studio can keep: every reader sees it upright and in the right colours. */
export interface ImportedImage {
  readonly blob: Blob; // the file byte for byte, unless `isRewritten`
  readonly mimeType: string;
  readonly size: Size; // px
  readonly thumbnail: Blob;
  /** Where a file holds several pictures, which one this is, from 1; null: the only one. */
  readonly page: number | null;
  /** Written anew: turned upright, another colour space, one page of many, a format no browser reads. */
  readonly isRewritten: boolean;
  /** SHA-256 of the file as it came and, where it holds several, the page; hex. */
  readonly contentHash: string | null;
  readonly perceptualHash: string | null; // dHash, 64 bits, 16 hex digits
  /** What is shown of 16 bits a channel; null: the picture has 8. */
  readonly window: DisplayWindow | null;
}
