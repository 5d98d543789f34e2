import { clamp } from '#core/geometry/box.ts';
import type { Box } from '#core/geometry/box.ts';
import type { Point } from '#core/geometry/point.ts';
import { isEmptyMask } from '#core/mask/measures.ts';
import type { Rle } from '#core/mask/rle.ts';
import { withoutSpecks } from '#core/mask/specks.ts';
import { prepareWand, wandAt, type PreparedWand } from '#core/pixels/magicWand.ts';
import type { DrawMode } from '#store/toolOptionsStore.ts';
import { drawModeOf } from '../drawModeOf.ts';
import { screenScaleOf } from '../screenScale.ts';
import type { CanvasEvent, Effect, ToolBehaviour, ToolContext, ToolStep } from '../tool.ts';

/** The wand while it is held to the image. */
export interface WandHold {
  readonly prepared: PreparedWand;
  readonly at: Point<'image'>;
  readonly cursor: Point<'image'>;
  readonly mode: DrawMode;
  readonly isContiguous: boolean;
  readonly firstTolerance: number;
  readonly tolerance: number; // 0…255
}

/** null: the wand is in the air. */
export type WandState = WandHold | null;

/** Sides of what is looked at around the place: pixels of the window, and at least so much of the image. */
const windowPx = 1024;

/** Screen px of a drag for one level of tolerance. */
const pxPerLevel = 3;

/** Parts and holes that nobody meant, px of the window². */
const speckPx = 9;

/**
 * A press takes the similar colours around it; a drag to the right takes more, one to the left fewer, and
 * the release draws them. Shift adds to the selected object, Alt or the right button takes from it.
 */
export const wandBehaviour: ToolBehaviour<WandState> = {
  initial: null,
  step(state, event, context) {
    switch (event.type) {
      case 'press':
        return { state: hold(event, context), effects: [] };
      case 'move':
        return { state: state && turned(state, event.at, context), effects: [] };
      case 'release':
        return state ? letGo(turned(state, event.at, context), context) : { state, effects: [] };
      case 'cancel':
        return { state: null, effects: [] };
      case 'hover':
      case 'leave':
        return { state, effects: [] };
    }
  },
  key: (state, key) => (state && key === 'Escape' ? { state: null, effects: [] } : null),
};

function hold(event: Extract<CanvasEvent, { type: 'press' }>, context: ToolContext): WandState {
  const { at } = event;
  const { options, imageSize } = context;
  const isOnImage = at.x >= 0 && at.y >= 0 && at.x < imageSize.width && at.y < imageSize.height;
  const window = isOnImage ? context.pixels(boxAround(at, context), windowPx) : null;
  const prepared = window && prepareWand(window, at);
  if (!prepared) return null;
  return {
    prepared,
    at,
    cursor: at,
    mode: drawModeOf(event, context),
    isContiguous: options.wandIsContiguous,
    firstTolerance: options.wandTolerance,
    tolerance: options.wandTolerance,
  };
}

/** As much of the image as so many pixels of the screen show, moved so that none of it lies beside the image. */
function boxAround(at: Point<'image'>, context: ToolContext): Box<'image'> {
  const { imageSize } = context;
  const side = windowPx / Math.min(1, screenScaleOf(context));
  const width = Math.min(side, imageSize.width);
  const height = Math.min(side, imageSize.height);
  return {
    x: clamp(at.x - width / 2, 0, imageSize.width - width),
    y: clamp(at.y - height / 2, 0, imageSize.height - height),
    width,
    height,
  };
}

function turned(state: WandHold, cursor: Point<'image'>, context: ToolContext): WandHold {
  const levels = ((cursor.x - state.at.x) * screenScaleOf(context)) / pxPerLevel;
  if (!Number.isFinite(levels)) return state;
  const tolerance = Math.round(clamp(state.firstTolerance + levels, 0, 255));
  return { ...state, cursor, tolerance };
}

function letGo(state: WandHold, context: ToolContext): ToolStep<WandState> {
  const { tolerance, mode } = state;
  const mask = wandMaskOf(state, context);
  const effects: Effect[] = [];
  if (tolerance !== state.firstTolerance) {
    effects.push({ type: 'setOptions', options: { wandTolerance: tolerance } });
  }
  effects.push({ type: 'draw', drawing: { mask, polygon: null, tool: 'wand', mode } });
  return { state: null, effects };
}

/** What the wand takes: outline smoothed by a pixel, without specks, unless nothing would be left. */
function wandMaskOf(
  { prepared, tolerance, isContiguous }: WandHold,
  { imageSize }: ToolContext,
): Rle {
  const { box, size } = prepared;
  const pixelPx = box.width / size.width;
  const smooth = wandAt(prepared, { imageSize, tolerance, isContiguous, smoothPx: pixelPx });
  const mask = isEmptyMask(smooth)
    ? wandAt(prepared, { imageSize, tolerance, isContiguous })
    : smooth;
  return withoutSpecks(mask, speckPx * pixelPx * pixelPx);
}
