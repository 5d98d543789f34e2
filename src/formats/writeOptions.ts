/** How masks are written where a format leaves a choice. */
export type MaskGeometry = 'rle' | 'polygon' | 'mixed';

/**
 * What can be chosen of an export. Each format names the options that it knows (`formats/registry.ts`);
 * all others do nothing.
 */
export interface WriteOptions {
  /** `mixed`: polygons where they say the mask exactly, RLE elsewhere. */
  readonly geometry: MaskGeometry;
  /** How far an outline may be from the mask, px; 0: along every pixel. Drawn rings stay as drawn. */
  readonly tolerancePx: number;
  /** Ids of objects in a PNG: a palette of 255, 16 bits, or R + 256·G + 65536·B. */
  readonly instanceIds: 'palette' | '16bit' | 'rgb';
  /** Whether the pictures go along. */
  readonly hasPictures: boolean;
}

export const defaultWriteOptions: WriteOptions = {
  geometry: 'rle',
  tolerancePx: 0,
  instanceIds: 'palette',
  hasPictures: true,
};

/** What the options that are words may be, in the order in which they are offered. */
export const optionValues = {
  geometry: ['rle', 'polygon', 'mixed'],
  instanceIds: ['palette', '16bit', 'rgb'],
} as const satisfies { readonly [Name in keyof WriteOptions]?: readonly WriteOptions[Name][] };
