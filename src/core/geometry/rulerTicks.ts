/** A mark of a ruler. */
export interface RulerTick {
  readonly value: number; // image px
  readonly at: number; // screen px
  readonly isLabelled: boolean;
}

/** How far labels are apart at least, screen px. */
const leastApartPx = 64;
const parts = 5; // from label to label

/**
 * The marks of a ruler along one side of the canvas: labels at 1, 2 or 5 times a power of ten, whole
 * image px, and four marks between two of them where those are whole too.
 *
 * @param scale screen px per image px; nothing is marked unless it is positive
 * @param offset where image px 0 lies, screen px
 * @param length of the canvas, screen px
 */
export function rulerTicks(scale: number, offset: number, length: number): readonly RulerTick[] {
  if (!(scale > 0) || !(length > 0) || !Number.isFinite(scale + offset + length)) return [];
  const apart = labelDistance(leastApartPx / scale);
  const step = apart % parts === 0 ? apart / parts : apart;
  const first = Math.ceil(-offset / scale / step);
  const last = Math.floor((length - offset) / scale / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
    const value = (first + i) * step;
    return { value, at: offset + value * scale, isLabelled: value % apart === 0 };
  });
}

function labelDistance(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= least) ?? 10 * power;
}
