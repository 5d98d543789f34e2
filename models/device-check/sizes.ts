/** How large a miniature is; everything else about it is the same. */
export interface MiniatureSize {
  readonly inputSide: number; // model px, a multiple of 16
}

/** The device check's own: work enough to tell a graphics card from a processor. */
export const checkSize: MiniatureSize = { inputSide: 256 };

export function embeddingSideOf({ inputSide }: MiniatureSize): number {
  return inputSide / 8;
}

export function lowResSideOf({ inputSide }: MiniatureSize): number {
  return inputSide / 2;
}

/** 0 for refined prompts, 1–3 for one click, as SAM. */
export const candidateCount = 4;
