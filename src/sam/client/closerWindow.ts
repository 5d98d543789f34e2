import { clipBox, type Box } from '#core/geometry/box.ts';
import type { Size } from '#core/geometry/size.ts';
import type { EncoderContract } from '#sam/models/modelSpec.ts';
import type { EncodeTarget } from '#sam/protocol.ts';

/** Of the encoder's side, for a closer look by an encoder that takes less: a third of a whole encode. */
const closerShare = 0.625;
/** So much larger the model must see the object than on the whole image, or the look is not worth it. */
const leastGain = 1.8;
/** Photos below this share of the model's side were enlarged already: there is no more to see in them. */
const leastImageShare = 0.75;
/** Of the object's longer side, added all around: the model needs to see what the object is not. */
const margin = 0.35;
/** A window is snapped to this fraction of its side, so that a mask that grows a little stays in it. */
const snap = 1 / 8;

/**
 * The square part of an image to encode for a closer look at an object, or null where that does not pay.
 * Windows come in sides of 96 · √2ᵏ and at whole eighths of those, so that near objects share one.
 *
 * @param object the box of the mask or of the prompt, image px
 */
export function closerWindow(
  object: Box<'image'>,
  imageSize: Size,
  look: Look,
): EncodeTarget | null {
  const side = ladderSide((Math.max(object.width, object.height) * (1 + 2 * margin)) / (1 - snap));
  return targetAround(object, side, imageSize, look);
}

/**
 * The square part of an image to encode for a closer look at all that is on the screen, or null where
 * that does not pay: for objects that cannot be made out on the whole image.
 */
export function viewWindow(view: Box<'image'>, imageSize: Size, look: Look): EncodeTarget | null {
  const side = ladderSide(Math.max(view.width, view.height) / (1 - snap));
  return targetAround(view, side, imageSize, look);
}

function targetAround(
  object: Box<'image'>,
  side: number,
  imageSize: Size,
  look: Look,
): EncodeTarget | null {
  const imageSide = Math.max(imageSize.width, imageSize.height);
  const { inputSide, longestSide } = look;
  if (imageSide < inputSide * leastImageShare) return null;
  const wholeScale = inputSide / imageSide;
  if (longestSide / side < wholeScale * leastGain) return null;
  const window = clipBox(
    {
      x: snappedStart(object.x + object.width / 2, side, imageSize.width),
      y: snappedStart(object.y + object.height / 2, side, imageSize.height),
      width: side,
      height: side,
    },
    imageSize,
  );
  return { window, longestSide };
}

/** How large a model sees things. */
export interface Look {
  readonly inputSide: number; // of a whole image's longer side, model px
  readonly longestSide: number; // of a window's longer side when it looks closer, model px
}

/** A model that takes the full square only gets it full. */
export function lookOf({ inputSide, sizeStep }: EncoderContract): Look {
  const longestSide = sizeStep === null ? inputSide : Math.round(inputSide * closerShare);
  return { inputSide, longestSide };
}

/** Whether a window shows a box with enough around it. */
export function isWellInside(object: Box<'image'>, window: Box<'image'>, imageSize: Size): boolean {
  const room = (Math.max(object.width, object.height) * margin) / 2;
  const needed = clipBox(
    {
      x: object.x - room,
      y: object.y - room,
      width: object.width + 2 * room,
      height: object.height + 2 * room,
    },
    imageSize,
  );
  return isInside(needed, window);
}

/** Whether a window shows all of a box. */
export function isInside(box: Box<'image'>, window: Box<'image'>): boolean {
  return (
    box.x >= window.x &&
    box.y >= window.y &&
    box.x + box.width <= window.x + window.width &&
    box.y + box.height <= window.y + window.height
  );
}

/** Names a window among the embeddings of its image. */
export function windowName({ x, y, width, height }: Box<'image'>): string {
  return `@${x},${y},${width},${height}`;
}

function ladderSide(wanted: number): number {
  const step = Math.max(0, Math.ceil(2 * Math.log2(wanted / 96)));
  return Math.round(96 * 2 ** (step / 2));
}

/** The start of a side around a centre, on the window's own grid, inside the image where it fits. */
function snappedStart(centre: number, side: number, imageLength: number): number {
  const grid = side * snap;
  const start = Math.round((centre - side / 2) / grid) * grid;
  return Math.round(Math.min(Math.max(0, start), Math.max(0, imageLength - side)));
}
