/** How far a share may be from a whole pixel to be taken for it, px, however few digits it has. */
const wholeSlackPx = 0.01;

/** The same for finer places, in 4096ths of a pixel: those that hands and editors leave. */
const fineSlackPx = 1e-6;
const finePerPx = 4096;

/**
 * The place that a share of a side means, px. A number of six digits means all places between its last
 * digit's halves: where a whole pixel is among them, or a 4096th of one, it is that.
 *
 * @param text a decimal number, checked
 * @param sidePx width or height
 */
export function placeOfShare(text: string, sidePx: number): number {
  const place = Number(text) * sidePx;
  const halfDigitPx = 0.5 * 10 ** -decimalsOf(text) * sidePx * (1 + 1e-9) + place * 2 ** -51;
  const whole = Math.round(place);
  if (Math.abs(place - whole) <= Math.min(wholeSlackPx, halfDigitPx)) return whole;
  const fine = Math.round(place * finePerPx) / finePerPx;
  return Math.abs(place - fine) <= Math.min(fineSlackPx, halfDigitPx) ? fine : place;
}

/**
 * The shortest share of a side that {@link placeOfShare} takes for the place, of six digits behind the
 * point at least where they do not end before. Six do for whole pixels of sides up to 20,000 px.
 *
 * @param place px, 0 … sidePx
 */
export function shareOfPlace(place: number, sidePx: number): string {
  for (let digits = 6; digits <= 17; digits += 1) {
    const text = (place / sidePx).toFixed(digits);
    const short = text.replace(/\.?0+$/u, '');
    if (placeOfShare(short, sidePx) === place) return short;
    if (placeOfShare(text, sidePx) === place) return text;
  }
  return (place / sidePx).toFixed(17);
}

/** Digits behind the point that a number was written with. */
function decimalsOf(text: string): number {
  const [, fraction = '', exponent = '0'] = /^[^.e]*\.?(\d*)(?:e(.*))?$/iu.exec(text) ?? [];
  return fraction.length - Number(exponent);
}
