import type { Size } from '#core/geometry/size.ts';
import { drawMask, type MaskLook } from './drawMask.ts';
import type { Outline } from './maskPath.ts';

/** A mask and its look. */
export interface DrawnMask {
  readonly outline: Outline;
  readonly look: MaskLook;
}

/** Scale and offsets of image px on a canvas, device px. */
export interface Placement {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** A drawing that lies still while the view moves. */
interface Drawing {
  readonly masks: readonly DrawnMask[];
  readonly placement: Placement; // of the middle part, without the rim
  readonly canvas: OffscreenCanvas;
}

interface Work extends Drawing {
  readonly context: OffscreenCanvasRenderingContext2D;
  readonly onFinished: () => void;
  next: number; // of `masks`
}

/** What is to be seen. */
interface Wanted {
  readonly masks: readonly DrawnMask[];
  readonly placement: Placement;
  readonly size: Size; // of the canvas, device px
  /** A new drawing is there: drawing once more gives another picture. */
  readonly onFinished: () => void;
}

/** Rim on each side as a share of the canvas, so that a moved view is not empty there. */
const rim = 0.25;
/** How much of a frame may go into drawing, ms. */
const sliceMs = 5;
/** The view has come to rest when it has not moved for so long, ms. */
const restMs = 90;

/**
 * Many masks as one picture. While the view moves, the picture of before is moved along; a new one is
 * drawn when the view rests, bit by bit between frames, so that no frame takes long however many masks
 * there are.
 */
export class StillMasks {
  private shown: Drawing | null = null;
  private work: Work | null = null;
  private spare: OffscreenCanvas | null = null;
  private frame = 0;
  private rest: ReturnType<typeof setTimeout> | undefined;

  /** Draws what there is, and sees to what is wanted. */
  draw(context: CanvasRenderingContext2D, wanted: Wanted): void {
    const { masks, placement } = wanted;
    const isShown = this.shown?.masks === masks && isSame(this.shown.placement, placement);
    if (!isShown) this.want(wanted);
    if (!this.shown) return;
    const { canvas, placement: former } = this.shown;
    const factor = placement.scale / former.scale;
    const [rimX, rimY] = rimOf(canvas);
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    const isOnlyMoved = factor === 1;
    context.imageSmoothingEnabled = !isOnlyMoved;
    const x = placement.x - (former.x + rimX) * factor;
    const y = placement.y - (former.y + rimY) * factor;
    if (isOnlyMoved) context.drawImage(canvas, Math.round(x), Math.round(y));
    else context.drawImage(canvas, x, y, canvas.width * factor, canvas.height * factor);
    context.restore();
  }

  /** Ends all drawing. */
  stop(): void {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.rest);
    this.shown = null;
    this.work = null;
    this.spare = null;
  }

  /** What is no longer there is drawn anew at once, what has only moved when it rests. */
  private want(wanted: Wanted): void {
    const { masks, placement } = wanted;
    const { work, shown } = this;
    if (work?.masks === masks && isSame(work.placement, placement)) return;
    clearTimeout(this.rest);
    if (shown?.masks === masks) {
      this.rest = setTimeout(() => this.begin(wanted), restMs);
    } else if (work?.masks !== masks) {
      this.begin(wanted);
    }
  }

  private begin({ masks, placement, size, onFinished }: Wanted): void {
    const width = Math.round(size.width * (1 + 2 * rim));
    const height = Math.round(size.height * (1 + 2 * rim));
    const canvas = this.takeSpare(width, height);
    const context = canvas.getContext('2d');
    if (!context) return;
    const [rimX, rimY] = rimOf(canvas);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    const { scale, x, y } = placement;
    context.setTransform(scale, 0, 0, scale, x + rimX, y + rimY);
    this.work = { masks, placement, canvas, context, onFinished, next: 0 };
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.goOn());
  }

  private goOn(): void {
    const { work } = this;
    if (!work) return;
    const until = performance.now() + sliceMs;
    while (work.next < work.masks.length && performance.now() < until) {
      const mask = work.masks[work.next];
      if (mask) drawMask(work.context, mask.outline, mask.look);
      work.next += 1;
    }
    if (work.next < work.masks.length) {
      this.frame = requestAnimationFrame(() => this.goOn());
      return;
    }
    this.spare = this.shown?.canvas ?? null;
    this.shown = work;
    this.work = null;
    work.onFinished();
  }

  private takeSpare(width: number, height: number): OffscreenCanvas {
    const { spare } = this;
    this.spare = null;
    const isFit = spare?.width === width && spare.height === height;
    return isFit ? spare : new OffscreenCanvas(width, height);
  }
}

function rimOf({ width, height }: OffscreenCanvas): readonly [number, number] {
  const share = rim / (1 + 2 * rim);
  return [Math.round(width * share), Math.round(height * share)];
}

function isSame(a: Placement, b: Placement): boolean {
  return a.scale === b.scale && a.x === b.x && a.y === b.y;
}
