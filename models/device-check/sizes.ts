/** Of the image that the miniature takes, model px. */
export const inputSide = 256;

/** Of its embedding. */
export const embeddingSide = 32;

/** Of its low-res logits. */
export const lowResSide = 128;

/** 0 for refined prompts, 1–3 for one click, as SAM. */
export const candidateCount = 4;
