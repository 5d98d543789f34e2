import type { Failure } from '#core/failure.ts';
import type { Size } from '#core/geometry/size.ts';
import type { CandidateSet } from '#core/prompt/candidate.ts';
import type { Prompt } from '#core/prompt/prompt.ts';

/** What the model sees of one image; a decode needs nothing else of it. */
export interface ImageEmbedding {
  readonly imageKey: string; // which image it was made from
  readonly imageSize: Size; // image px
  readonly values: Float32Array<ArrayBuffer>; // the encoder's output, 4 MiB for MobileSAM
}

/** One question to the decoder. */
export interface DecodeRequest {
  readonly prompt: Prompt; // not empty
  /** Low-res logits of the mask to refine, or null for a first answer. */
  readonly maskInput: Float32Array<ArrayBuffer> | null;
}

/** How far a model is from being ready. */
export type StartProgress =
  | { readonly stage: 'download'; readonly loadedBytes: number; readonly totalBytes: number }
  | { readonly stage: 'session' };

/** Segment Anything as the rest of the studio sees it. Aborts reject with the signal's reason. */
export interface SamApi {
  readonly modelId: string;
  /** Makes encoder and decoder ready; cheap when they are. */
  start(onProgress: (progress: StartProgress) => void, signal: AbortSignal): Promise<void>;
  /** Takes the bitmap over and closes it. An abort stops a running encode at once. */
  encode(imageKey: string, bitmap: ImageBitmap, signal: AbortSignal): Promise<ImageEmbedding>;
  decode(
    embedding: ImageEmbedding,
    request: DecodeRequest,
    signal: AbortSignal,
  ): Promise<CandidateSet>;
}

/** A worker's answer. Failures cross as data, since a thrown class does not survive the way. */
export type Outcome<Value> =
  | { readonly isOk: true; readonly value: Value }
  | { readonly isOk: false; readonly failure: Failure };

/** What a worker needs before it can work. */
export interface WorkerSetup {
  readonly modelBaseUrl: string; // absolute, ends with '/'
  readonly threadCount: number; // ≥ 1; more than 1 only where the page is cross-origin isolated
}

/** The encoder worker's side of the line. */
export interface EncoderWorker {
  start(setup: WorkerSetup, onProgress: (progress: StartProgress) => void): Promise<Outcome<null>>;
  encode(bitmap: ImageBitmap): Promise<Outcome<Float32Array<ArrayBuffer>>>;
}

/** The decoder worker's side of the line. */
export interface DecoderWorker {
  start(setup: WorkerSetup, onProgress: (progress: StartProgress) => void): Promise<Outcome<null>>;
  /** Keeps a copy of the embedding until newer ones push it out. */
  hold(embedding: ImageEmbedding): Promise<Outcome<null>>;
  /** null when the worker does not hold the image's embedding (any more). */
  decode(imageKey: string, request: DecodeRequest): Promise<Outcome<CandidateSet | null>>;
}
