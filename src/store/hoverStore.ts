import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ImageId } from '#core/annotation/ids.ts';
import type { Failure } from '#core/failure.ts';
import type { Point } from '#core/geometry/point.ts';
import type { Rle } from '#core/mask/rle.ts';
import { withProposal, type ImageProposals } from './proposals.ts';

/** A preview that takes longer than this comes too late for the hand, ms. */
const slowPreviewMs = 200;
/** Decodes that are looked back upon. */
const keptTimeCount = 20;
/** Decodes before their median says anything: the first ones still warm up. */
const minTimeCount = 3;

/** The mask under the cursor, before any click. */
export interface MaskPreview {
  readonly imageId: ImageId;
  readonly at: Point<'image'>; // where it was asked for
  readonly mask: Rle;
  readonly origin: 'model' | 'proposal'; // decoded for this place, or remembered
}

/** Why the model is not asked for previews. */
export type PreviewHalt =
  | { readonly reason: 'slow'; readonly medianMs: number }
  | { readonly reason: 'failed'; readonly failure: Failure };

/** What the resting hand sees; gone with the tab. */
export interface HoverState {
  /** Where a preview is wanted; null while the pointer is elsewhere, pressed, or a prompt is open. */
  readonly cursor: Point<'image'> | null;
  readonly preview: MaskPreview | null;
  readonly isAsking: boolean;
  readonly previewTimesMs: readonly number[]; // oldest first
  readonly decodeTimesMs: readonly number[]; // of real prompts, oldest first
  readonly halt: PreviewHalt | null;
  readonly proposals: ImageProposals;
}

export type HoverStore = StoreApi<HoverState>;

export function createHoverStore(): HoverStore {
  return createStore<HoverState>()(() => ({
    cursor: null,
    preview: null,
    isAsking: false,
    previewTimesMs: [],
    decodeTimesMs: [],
    halt: null,
    proposals: [],
  }));
}

export function setCursor(store: HoverStore, cursor: Point<'image'> | null): void {
  store.setState({ cursor });
}

export function showPreview(store: HoverStore, preview: MaskPreview | null): void {
  store.setState({ preview });
}

/** Nothing is previewed, and nothing wanted until the pointer moves again. */
export function endPreview(store: HoverStore): void {
  store.setState({ cursor: null, preview: null });
}

export function setAsking(store: HoverStore, isAsking: boolean): void {
  store.setState({ isAsking });
}

/** How long a preview took. While they are slow on the whole, the hand is better off without. */
export function notePreviewTime(store: HoverStore, ms: number): void {
  store.setState(({ previewTimesMs: former, halt }) => {
    const previewTimesMs = [...former, ms].slice(-keptTimeCount);
    const medianMs = typicalTime(previewTimesMs);
    if (medianMs === null) return { previewTimesMs, halt };
    const isSlow = medianMs > slowPreviewMs;
    return { previewTimesMs, halt: isSlow ? { reason: 'slow', medianMs } : null };
  });
}

/** How long a prompt took. Where prompts are quick, previews are tried again. */
export function noteDecodeTime(store: HoverStore, ms: number): void {
  store.setState(({ decodeTimesMs: former, halt, previewTimesMs }) => {
    const decodeTimesMs = [...former, ms].slice(-minTimeCount);
    const medianMs = typicalTime(decodeTimesMs);
    const isRearmed = halt !== null && medianMs !== null && medianMs <= slowPreviewMs;
    return isRearmed
      ? { decodeTimesMs, halt: null, previewTimesMs: [] }
      : { decodeTimesMs, halt, previewTimesMs };
  });
}

/** The model failed at a preview: it is not asked for more of them. */
export function notePreviewFailure(store: HoverStore, failure: Failure): void {
  store.setState({ halt: { reason: 'failed', failure } });
}

/** Forgets what was measured, as when a person asks for it or the engine is another one. */
export function rearmPreview(store: HoverStore): void {
  store.setState({ halt: null, previewTimesMs: [], decodeTimesMs: [] });
}

/** Keeps a mask of an image, to be found again under the cursor. */
export function rememberProposal(store: HoverStore, imageId: ImageId, mask: Rle): void {
  store.setState(({ proposals }) => ({ proposals: withProposal(proposals, imageId, mask) }));
}

/** Lets the masks of an image go, as when the model now sees it otherwise. */
export function forgetProposals(store: HoverStore, imageId: ImageId): void {
  store.setState(({ proposals }) => ({
    proposals: proposals.filter((each) => each.imageId !== imageId),
  }));
}

/** The median of enough measurements, ms; null while there are too few. */
export function typicalTime(timesMs: readonly number[]): number | null {
  if (timesMs.length < minTimeCount) return null;
  return timesMs.toSorted((a, b) => a - b)[timesMs.length >> 1] ?? null;
}
