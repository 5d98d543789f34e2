import type { Backend, BackendChoice, GoldenTrial } from '#core/backend/backend.ts';
import type { Failure } from '#core/failure.ts';
import type { Box } from '#core/geometry/box.ts';
import type { Size } from '#core/geometry/size.ts';
import type { Rle } from '#core/mask/rle.ts';
import type { CandidateSet, MaskCandidate } from '#core/prompt/candidate.ts';
import type { CheckProgress, ModelReport } from '#core/model/modelReport.ts';
import type { Prompt } from '#core/prompt/prompt.ts';
import type { ModelSpec } from './models/modelSpec.ts';

/** An image as the segmenter comes by it; nothing is read before it is needed. */
export interface SegmenterImage {
  readonly key: string; // names the image as long as the segmenter lives
  /** What names its embedding on disk, such as the SHA-256 of its file; null: it is not kept there. */
  contentHash(): Promise<string | null>;
  /** Its pixels, upright. The segmenter closes the bitmap. */
  open(): Promise<ImageBitmap>;
}

/** A mask to refine: an earlier candidate, or an object whose logits nobody has (null). */
export interface PreviousMask {
  readonly mask: Rle; // at image resolution
  readonly lowResLogits: Float32Array<ArrayBuffer> | null;
  readonly logitsWindow: Box<'image'> | null; // the part of the image that the logits are about
  readonly predictedIou: number;
  readonly stabilityScore: number;
}

/** One question about an image. */
export interface SegmentRequest {
  readonly prompt: Prompt; // not empty
  readonly previous: PreviousMask | null; // the mask that this prompt refines
  /** `preview`: one candidate, edges not refined, as while the pointer hovers. */
  readonly detail: 'full' | 'preview';
  /** What of the image is on the screen; small objects are looked at more closely there. */
  readonly view: Box<'image'> | null;
}

/** How far a model is from being ready. */
export type StartProgress =
  | { readonly stage: 'check' } // of the device, at its first start
  | { readonly stage: 'download'; readonly loadedBytes: number; readonly totalBytes: number }
  | { readonly stage: 'session' };

/** Segment Anything as the rest of the studio sees it. Aborts reject with the signal's reason. */
export interface Segmenter {
  readonly modelId: string;
  /** Makes encoder and decoder ready; cheap when they are. */
  start(onProgress: (progress: StartProgress) => void, signal: AbortSignal): Promise<void>;
  /** Makes an image ready for prompts: from memory, from disk, or by encoding it. */
  prepare(image: SegmenterImage, signal: AbortSignal): Promise<void>;
  /** Encodes an image ahead of time unless its embedding is kept; gives way to `prepare` at once. */
  prefetch(image: SegmenterImage, signal: AbortSignal): Promise<void>;
  /** Masks for a prompt on an image that was prepared. */
  segment(imageKey: string, request: SegmentRequest, signal: AbortSignal): Promise<CandidateSet>;
  /** Ends the workers and starts afresh, on another backend maybe; what is being asked is asked again. */
  restart(choice: BackendChoice): void;
  /**
   * A better mask of a small object, from the model's look at the part of the image around it; null where
   * that would show no more. Takes as long as an encode: to be asked for behind an answer.
   *
   * @param shown the answer to the request that is on the screen
   */
  closerLook(
    imageKey: string,
    request: SegmentRequest,
    shown: MaskCandidate,
    signal: AbortSignal,
  ): Promise<MaskCandidate | null>;
  /**
   * Ends the workers, whose memory only grows, unless something is being asked. They are started again by
   * the next question; `start` begins that early.
   *
   * @returns whether they were ended
   */
  rest(): boolean;
  /** Ends the workers; nothing may be asked any more. */
  close(): void;
}

/** What the encoder made of an image or of a part of it; a decode needs nothing else of the picture. */
export interface ImageEmbedding {
  readonly imageSize: Size; // of the whole image, px
  readonly window: Box<'image'>; // the part that the encoder saw
  readonly longestSide: number; // model px that the window's longer side was resized to
  readonly tensors: readonly Uint16Array<ArrayBuffer>[]; // float16 bits, in the order of the ModelSpec
}

/** A worker's answer. Failures cross as data, since a thrown class does not survive the way. */
export type Outcome<Value> =
  | { readonly isOk: true; readonly value: Value }
  | { readonly isOk: false; readonly failure: Failure };

/** What a worker needs before it can work. */
export interface WorkerSetup {
  readonly spec: ModelSpec;
  readonly modelBaseUrl: string; // absolute, ends with '/'
  readonly backend: Backend;
  readonly threadCount: number; // ≥ 1; more than 1 only where the page is cross-origin isolated
}

/** The part of an image to encode, and how large. */
export interface EncodeTarget {
  readonly window: Box<'image'>; // whole px
  readonly longestSide: number; // model px, at most the encoder's inputSide
}

/** The encoder worker's side of the line. */
export interface EncoderWorker {
  start(setup: WorkerSetup, onProgress: (progress: StartProgress) => void): Promise<Outcome<null>>;
  /** @param target null: the whole image, as large as the model takes it */
  encode(bitmap: ImageBitmap, target: EncodeTarget | null): Promise<Outcome<ImageEmbedding>>;
}

/** Which of the held things a prompt is about. */
export interface SegmentPlace {
  readonly imageKey: string;
  readonly embeddingKey: string; // of the image itself or of a part of it
}

/** The decoder's answer, or what has to be held (again) before it can answer. */
export type SegmentAnswer =
  | { readonly kind: 'answer'; readonly candidates: CandidateSet }
  | { readonly kind: 'missing'; readonly what: 'embedding' | 'picture' };

/** The decoder worker's side of the line. */
export interface DecoderWorker {
  start(setup: WorkerSetup, onProgress: (progress: StartProgress) => void): Promise<Outcome<null>>;
  /** Keeps the embedding until newer ones push it out; one that is held is not taken again. */
  holdEmbedding(embeddingKey: string, embedding: ImageEmbedding): Promise<Outcome<null>>;
  /** Keeps the pixels, along whose edges masks are drawn; takes the bitmap over. */
  holdPicture(imageKey: string, bitmap: ImageBitmap): Promise<Outcome<null>>;
  segment(place: SegmentPlace, request: SegmentRequest): Promise<Outcome<SegmentAnswer>>;
}

/** What the device check asks of one backend. */
export interface CheckSetup extends WorkerSetup {
  readonly miniature: ModelSpec; // tried first
}

/** What a model answers to the golden prompt. */
export interface GoldenAnswer {
  readonly part: GoldenTrial['part'];
  readonly values: Float32Array<ArrayBuffer>; // low-res logits of all candidates, or the embedding
  readonly runMs: number; // when warm
}

/** A worker of the device check; it runs one backend and is then ended. */
export interface CheckWorker {
  answer(
    setup: CheckSetup,
    onProgress: (progress: StartProgress) => void,
  ): Promise<Outcome<readonly GoldenAnswer[]>>;
  /** @param reference answers of the other backend; stops at the first that is not alike */
  compare(
    setup: CheckSetup,
    reference: readonly GoldenAnswer[],
    onProgress: (progress: StartProgress) => void,
  ): Promise<Outcome<readonly GoldenTrial[]>>;
}

/** Where a file of a model that the user brings comes from. */
export type ModelSource =
  | { readonly kind: 'file'; readonly file: File }
  | { readonly kind: 'address'; readonly url: string };

/** A model that the user brings. */
export interface ModelOffer {
  readonly encoder: ModelSource;
  readonly decoder: ModelSource; // either may be the other
  readonly manifest: string | null; // JSON, see models/README.md
}

/** What the check found, and the spec of the model if it can be used. */
export interface ModelInspection {
  readonly report: ModelReport;
  readonly spec: ModelSpec | null;
}

/** The side of the line that looks at models which the user brings. */
export interface InspectorWorker {
  inspect(
    offer: ModelOffer,
    threadCount: number,
    onProgress: (progress: CheckProgress) => void,
  ): Promise<Outcome<ModelInspection>>;
  /** Writes the files that were inspected last to disk. */
  keep(onProgress: (progress: CheckProgress) => void): Promise<Outcome<null>>;
  /** Deletes kept files by their hashes; those that are not there are no failure. */
  forget(sha256s: readonly string[]): Promise<Outcome<null>>;
}

/** Models that the user brings, as the rest of the studio sees them. */
export interface ModelBench {
  /** Reads, recognises and tries a pair of files. */
  inspect(
    offer: ModelOffer,
    onProgress: (progress: CheckProgress) => void,
    signal: AbortSignal,
  ): Promise<ModelInspection>;
  /** Keeps the files that were inspected last on this machine. */
  keep(onProgress: (progress: CheckProgress) => void): Promise<void>;
  /** Lets go of what was inspected. */
  discard(): void;
  /** Deletes kept files by their hashes. */
  forget(sha256s: readonly string[]): Promise<void>;
  /** A stored spec; null where this version cannot read it. */
  specOf(stored: unknown): ModelSpec | null;
}

/** A segmenter whose model can be exchanged. */
export interface SwitchingSegmenter extends Segmenter {
  /**
   * Turns to another model, null to the built-in one. Images have to be prepared again; what is under way
   * is called off.
   *
   * @returns whether it is another one
   */
  use(spec: ModelSpec | null): boolean;
}
