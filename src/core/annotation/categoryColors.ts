/**
 * Twelve colours that stay apart for common colour-vision deficiencies and show on photos: Okabe and Ito's
 * set without black, then Paul Tol's "bright" and "vibrant" tones that it lacks.
 * Source: Okabe & Ito 2008, "Color Universal Design"; Tol 2021, "Colour schemes".
 */
export const categoryPalette = [
  '#e69f00',
  '#56b4e9',
  '#009e73',
  '#f0e442',
  '#d55e00',
  '#cc79a7',
  '#0072b2',
  '#33bbee',
  '#ee3377',
  '#aaaa00',
  '#aa3377',
  '#44bb99',
] as const;

/** The palette's colour that is used least so far, the earlier one first. */
export function nextCategoryColor(usedColors: readonly string[]): string {
  const useCount = (color: string) => usedColors.filter((used) => used === color).length;
  return categoryPalette.reduce((best, color) => (useCount(color) < useCount(best) ? color : best));
}
