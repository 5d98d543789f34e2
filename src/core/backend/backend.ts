/** Where ONNX Runtime does its work. */
export type Backend = 'webgpu' | 'wasm';

/** What a person wants it to be; `auto`: what the device check finds best. */
export type BackendChoice = Backend | 'auto';

/** What a graphics adapter says of itself. */
export interface AdapterFacts {
  readonly name: string; // as told by the browser, maybe only its vendor; never empty
  readonly isSoftware: boolean; // the processor plays the graphics card
  readonly maxStorageBufferBindingSizeBytes: number;
  readonly maxBufferSizeBytes: number;
  readonly hasShaderF16: boolean;
}

/** One model that answered the same golden prompt on both backends. */
export interface GoldenTrial {
  readonly part: 'miniature' | 'decoder' | 'encoder'; // the check's own model, or one half of the real one
  readonly maskIou: number; // 0…1, of what is positive on WebGPU with what is on WASM
  readonly webgpuMs: number; // of a run when warm
  readonly wasmMs: number;
}

/** What became of trying WebGPU. */
export type DeviceTrial =
  | { readonly kind: 'skipped' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'ran'; readonly trials: readonly GoldenTrial[] };

/** All that a device check found out. */
export type DeviceFacts =
  | { readonly kind: 'no-webgpu' } // this browser, or this page, has none
  | { readonly kind: 'no-adapter' }
  | { readonly kind: 'adapter-failed'; readonly reason: string }
  | { readonly kind: 'adapter'; readonly adapter: AdapterFacts; readonly trial: DeviceTrial };

/** Why a backend is in use. */
export type BackendReason =
  | { readonly code: 'chosen' } // by the user
  | { readonly code: 'no-webgpu' }
  | { readonly code: 'no-adapter' }
  | { readonly code: 'adapter-failed'; readonly reason: string }
  | { readonly code: 'software-adapter' }
  | { readonly code: 'limits-too-small'; readonly neededBytes: number; readonly givenBytes: number }
  | { readonly code: 'check-failed'; readonly reason: string } // nothing is known, as when offline
  | { readonly code: 'start-failed'; readonly reason: string }
  | { readonly code: 'wrong-masks'; readonly maskIou: number }
  | { readonly code: 'slower'; readonly webgpuMs: number; readonly wasmMs: number }
  | { readonly code: 'right-and-faster'; readonly webgpuMs: number; readonly wasmMs: number }
  | { readonly code: 'run-failed'; readonly reason: string } // after a good check
  | { readonly code: 'device-lost'; readonly reason: string };

/** Which backend, why, and what that rests on. */
export interface BackendVerdict {
  readonly backend: Backend;
  readonly why: BackendReason;
  readonly facts: DeviceFacts | null; // null: nobody looked
}

/** A verdict at work. */
export interface BackendUse extends BackendVerdict {
  readonly threadCount: number; // of the WASM runtime
  /** It was found just now and came as a disappointment: WebGPU was expected to work. */
  readonly isSetback: boolean;
}
