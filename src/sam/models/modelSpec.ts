/** One file of a model as it is served, below the site's `models/` folder. */
export interface ModelFile {
  readonly path: string; // such as mobile-sam/encoder.<hash>.onnx
  readonly sha256: string; // hex, of the served bytes
  readonly sizeBytes: number;
}

/** Everything the studio must know about one Segment Anything model; see models/README.md. */
export interface ModelSpec {
  readonly id: string;
  /** float32[1, 3, inputSide, inputSide] → float32[embeddingShape] */
  readonly encoder: ModelFile & {
    readonly inputName: string;
    readonly outputName: string;
    readonly inputSide: number; // px, the longest side of the resized image
    readonly embeddingShape: readonly [number, number, number, number];
  };
  readonly decoder: ModelFile & {
    readonly inputNames: {
      readonly imageEmbeddings: string; // float32[embeddingShape]
      readonly pointCoords: string; // float32[1, n, 2], x y in model pixel indices
      readonly pointLabels: string; // float32[1, n], codes of `labelCodes`
      readonly maskInput: string; // float32[1, 1, lowResSide, lowResSide]
      readonly hasMaskInput: string; // float32[1], 0 or 1
    };
    readonly outputNames: {
      readonly lowResLogits: string; // float32[1, candidateCount, lowResSide, lowResSide]
      readonly predictedIous: string; // float32[1, candidateCount]
    };
    readonly lowResSide: number;
    /** 1 + 3: channel 0 answers refined prompts, 1–3 are sub-part, part and whole of one click. */
    readonly candidateCount: number;
  };
  /** Of RGB in 0…255 units; padding is 0 after normalisation. */
  readonly normalization: {
    readonly mean: readonly [number, number, number];
    readonly std: readonly [number, number, number];
  };
  readonly labelCodes: {
    readonly foreground: number;
    readonly background: number;
    readonly boxTopLeft: number;
    readonly boxBottomRight: number;
    readonly padding: number;
  };
  readonly maskThreshold: number; // logits above it are foreground
  readonly stabilityOffset: number; // logits to either side of the threshold
}
