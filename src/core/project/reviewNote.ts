import type { NoteId } from '../annotation/ids.ts';
import type { Point } from '../geometry/point.ts';
import type { Stamp } from './stamp.ts';

/** What a reviewer wants changed on an image. */
export interface ReviewNote {
  readonly id: NoteId;
  readonly at: Point<'image'> | null; // the place it is pinned to; null: the whole image
  readonly text: string; // never empty
  readonly written: Stamp;
  readonly resolved: Stamp | null; // null while it is open
}
