/** One file of a model. */
export interface ModelFile {
  /** `served`: below the site's `models/` folder, its path carries its hash; `kept`: one that the user brought. */
  readonly place: 'served' | 'kept';
  readonly path: string; // served: such as mobile-sam/encoder.<hash>.onnx; kept: '', its sha256 names it
  readonly sha256: string; // hex, of the bytes
  readonly sizeBytes: number;
}

/** One tensor of the image embedding: an output of the encoder and an input of what comes next. */
export interface EmbeddingTensor {
  readonly outputName: string; // of the encoder
  readonly inputName: string; // of the projector, or of the decoder where there is no projector
  readonly shape: readonly number[];
}

/** How the encoder is fed. */
export interface EncoderContract {
  readonly inputName: string; // float32, RGB
  readonly inputSide: number; // px; of the square that the model was trained on
  /** The encoder takes any h, w ≤ inputSide that are multiples of it; null: the full square only. */
  readonly sizeStep: number | null;
  /** px of padding that such an encoder wants to see at least beside and below the image, up to the square. */
  readonly blankMargin: number;
  /** How an image comes on the square: keeping its shape at the top left, or stretched over all of it. */
  readonly fit: 'longest-side' | 'stretch';
  readonly layout: 'nchw' | 'nhwc' | 'hwc'; // [1, 3, h, w], [1, h, w, 3], [h, w, 3]
  readonly tensors: readonly EmbeddingTensor[]; // in the order in which they are kept
}

/** How the decoder is fed and what it answers; the same for all exports of SAM and SAM 2 but for details. */
export interface DecoderContract {
  readonly inputNames: {
    readonly pointCoords: string; // float32, x y in model pixel indices
    readonly pointLabels: string; // codes of `labelCodes`
    readonly maskInput: string | null; // float32[1, 1, lowResSide, lowResSide]
    readonly hasMaskInput: string | null; // float32[1], 0 or 1
    readonly originalSize: string | null; // height, width of the masks that are asked for
    readonly noBoxes: string | null; // float32[1, 0, 4]: boxes are told as points, or not at all
  };
  readonly originalSide: number; // px; what `originalSize` is told for both
  /** What the decoder takes as the coordinate of a place, in model px: (place + offset) · scale. */
  readonly coordinates: {
    readonly offset: number; // −0.5 where the graph adds 0.5 itself, as all exports known so far do
    readonly scale: number; // 1, or originalSide / inputSide where they are px of the original size
  };
  /** 3: coords [1, n, 2], labels [1, n]; 4: coords [1, 1, n, 2], labels [1, 1, n]. */
  readonly pointRank: 3 | 4;
  readonly labelType: 'float32' | 'int32' | 'int64';
  readonly originalSizeType: 'float32' | 'int32' | 'int64';
  readonly outputNames: {
    /** float32[…, candidateCount, n · lowResSide, n · lowResSide]; averaged over n × n if n > 1. */
    readonly lowResLogits: string;
    readonly predictedIous: string; // float32[…, candidateCount]
  };
  readonly lowResSide: number;
  /**
   * 4: channel 0 answers refined prompts, 1–3 are sub-part, part and whole of one click; 3: those three
   * alone; 1: one mask whatever was asked.
   */
  readonly candidateCount: number;
}

/** What the decoder needs of an image, computed once per image from its embedding. */
export interface ProjectorContract {
  readonly outputNames: readonly string[]; // each an input of the decoder of the same name
}

/** How a model is spoken to, whatever its files are called. */
export interface ModelContract extends ModelNumbers {
  readonly encoder: EncoderContract;
  readonly decoder: DecoderContract;
}

/** Everything the studio must know about one Segment Anything model; see models/README.md. */
export interface ModelSpec extends ModelNumbers {
  readonly id: string;
  readonly title: string;
  readonly encoder: ModelFile & EncoderContract;
  /** The same encoder with int8 products, which is the faster one on WASM; null: there is none. */
  readonly quantizedEncoder: ModelFile | null;
  readonly projector: (ModelFile & ProjectorContract) | null;
  readonly decoder: ModelFile & DecoderContract;
}

interface ModelNumbers {
  /** Of RGB in 0…255 units; padding is 0 after normalisation. */
  readonly normalization: {
    readonly mean: readonly [number, number, number];
    readonly std: readonly [number, number, number];
  };
  readonly labelCodes: {
    readonly foreground: number;
    readonly background: number;
    readonly boxTopLeft: number | null; // null: boxes are unknown, the centre of one is clicked
    readonly boxBottomRight: number | null;
    readonly padding: number | null; // of the point that stands in for a missing box; null: none is needed
  };
  readonly maskThreshold: number; // logits above it are foreground
  readonly stabilityOffset: number; // logits to either side of the threshold
}
