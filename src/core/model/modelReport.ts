/** Which of a model's two files something is about. */
export type ModelPart = 'encoder' | 'decoder';

/** The ways of exporting Segment Anything that are known by their tensor names. */
export type ModelFamily = 'sam' | 'sam2' | 'efficient-sam' | 'transformers' | 'transformers-sam2';

/** Why a pair of files cannot be used, as data; the text catalogue holds the sentences. */
export type ModelProblem =
  | { readonly code: 'file-empty'; readonly file: string }
  | { readonly code: 'file-unreadable'; readonly file: string }
  | { readonly code: 'not-onnx'; readonly file: string }
  | { readonly code: 'web-page'; readonly file: string } // HTML instead of a model, as an error page is
  | { readonly code: 'not-found'; readonly url: string; readonly status: number }
  | { readonly code: 'unreachable'; readonly url: string } // of this site, or no network
  | { readonly code: 'not-shared'; readonly url: string } // of another site: no network, or no CORS
  | { readonly code: 'not-an-address'; readonly url: string }
  | { readonly code: 'external-data'; readonly file: string } // weights in a further file
  | { readonly code: 'opset-too-new'; readonly file: string; readonly reason: string }
  | { readonly code: 'unknown-operator'; readonly file: string; readonly reason: string }
  | { readonly code: 'out-of-memory'; readonly file: string; readonly sizeBytes: number }
  | { readonly code: 'not-opened'; readonly file: string; readonly reason: string }
  | { readonly code: 'two-of-a-kind'; readonly part: ModelPart }
  | { readonly code: 'one-graph' } // image and points go into the same file
  | { readonly code: 'no-encoder'; readonly found: string }
  | {
      readonly code: 'no-decoder';
      readonly found: string;
      readonly closest: ModelFamily;
      readonly missing: string;
    }
  | { readonly code: 'missing-input'; readonly part: ModelPart; readonly lookedFor: string }
  | { readonly code: 'missing-output'; readonly part: ModelPart; readonly lookedFor: string }
  | { readonly code: 'unknown-input'; readonly part: ModelPart; readonly tensor: string }
  | {
      readonly code: 'wrong-type';
      readonly part: ModelPart;
      readonly tensor: string;
      readonly type: string;
      readonly expected: string;
    }
  | {
      readonly code: 'wrong-shape';
      readonly part: ModelPart;
      readonly tensor: string;
      readonly shape: string;
      readonly expected: string;
    }
  | { readonly code: 'no-match'; readonly tensor: string; readonly shape: string }
  | { readonly code: 'manifest-syntax'; readonly reason: string }
  | { readonly code: 'manifest-field'; readonly path: string; readonly reason: string }
  | { readonly code: 'manifest-tensor'; readonly part: ModelPart; readonly tensor: string }
  | { readonly code: 'run-failed'; readonly part: ModelPart; readonly reason: string }
  | { readonly code: 'not-finite'; readonly part: ModelPart; readonly tensor: string };

/** What a person should know of a model that can be used. */
export type ModelNote =
  | 'swapped' // the files were given the other way round
  | 'no-boxes' // a box counts as a click on its centre
  | 'no-mask-input' // a mask cannot be fed back
  | 'one-candidate'
  | 'masks-look-wrong'; // it runs, but the golden image came out badly

/** What the contract check found. */
export type ModelReport =
  | { readonly kind: 'refused'; readonly problems: readonly ModelProblem[] }
  | {
      readonly kind: 'runs';
      readonly family: ModelFamily;
      readonly notes: readonly ModelNote[];
      readonly goldenIou: number; // of the mask of a click on the golden image's disc
      readonly inputSide: number; // px
      readonly candidateCount: number;
      readonly sizeBytes: number; // of both files
      readonly encodeMs: number;
      readonly decodeMs: number;
    };

/** How far a check is. */
export type CheckProgress =
  | { readonly stage: 'read'; readonly loadedBytes: number; readonly totalBytes: number }
  | { readonly stage: 'open' | 'encode' | 'decode' | 'keep' };
