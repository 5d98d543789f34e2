/** Sizes of SAM's mask decoder that its graphs share. */
export const inputSide = 1024; // px, of the padded image
export const gridSide = 64; // image tokens per row and column
export const imageTokenCount = gridSide ** 2;
export const channelCount = 256;
export const headCount = 8;
export const crossHeadSize = 16; // channels per head between prompt tokens and image tokens
export const selfHeadSize = 32; // channels per head among prompt tokens
export const candidateCount = 4;
export const outputTokenCount = 1 + candidateCount; // predicted IoU, then one per mask
export const upscaledChannelCount = 64; // between the two transposed convolutions
export const maskChannelCount = 16; // of a mask input before its last convolution
export const lowResSide = 256;
export const cellSide = 4; // low-res pixels per image token and direction
