import { boxContains, type Box } from '#core/geometry/box.ts';
import type { Size } from '#core/geometry/size.ts';
import { boundsOf, isEmptyMask } from '#core/mask/measures.ts';
import type { MaskCandidate } from '#core/prompt/candidate.ts';
import type { EncodeTarget, SegmentRequest } from '#sam/protocol.ts';
import {
  closerWindow,
  isInside,
  isWellInside,
  viewWindow,
  windowName,
  type Look,
} from './closerWindow.ts';

/** So many windows of one image are remembered; older ones are found again on their embeddings' shelf. */
const maxWindowsPerImage = 12;

/** Which parts of which images were looked at more closely. */
export class CloserLooks {
  private readonly windows = new Map<string, readonly Box<'image'>[]>();

  add(imageKey: string, window: Box<'image'>): void {
    const known = this.windows.get(imageKey) ?? [];
    const others = known.filter((each) => windowName(each) !== windowName(window));
    this.windows.set(imageKey, [...others, window].slice(-maxWindowsPerImage));
  }

  /** The narrowest known window that shows what a request is about; null: the whole image is asked. */
  windowFor(imageKey: string, request: SegmentRequest, imageSize: Size): Box<'image'> | null {
    const fitting = (this.windows.get(imageKey) ?? []).filter((window) =>
      isAbout(request, window, imageSize),
    );
    return fitting.toSorted((a, b) => a.width - b.width)[0] ?? null;
  }
}

/** Where to look more closely behind an answer; null where it does not pay. */
export function closerTarget(
  { view }: SegmentRequest,
  shown: MaskCandidate,
  look: Look,
): EncodeTarget | null {
  const { size } = shown.mask;
  const object = isEmptyMask(shown.mask) ? null : closerWindow(boundsOf(shown.mask), size, look);
  return object ?? (view && viewWindow(view, size, look));
}

/** A refinement or a box says how large the object is; a first click, only that it is on the screen. */
function isAbout(
  { prompt, previous, view }: SegmentRequest,
  window: Box<'image'>,
  imageSize: Size,
): boolean {
  if (!prompt.points.every(({ at }) => boxContains(window, at))) return false;
  const object = previous && !isEmptyMask(previous.mask) ? boundsOf(previous.mask) : prompt.box;
  if (object) return isWellInside(object, window, imageSize);
  return view !== null && isInside(view, window);
}
