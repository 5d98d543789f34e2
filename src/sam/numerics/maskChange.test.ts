import { describe, expect, it } from 'vitest';
import { reportChange } from './maskChange.ts';

const size = { width: 24, height: 12 };

describe('reportChange', () => {
  it('keeps what changed around the click and takes a deeper change elsewhere back', () => {
    const before = raster();
    const after = raster({ x: 1, y: 1, side: 5 }, { x: 12, y: 1, side: 10 });
    const report = reportChange({ size, before, after }, { index: 3 * 24 + 3, value: 1 });
    expect(report.isObeyed).toBe(true);
    expect(report.merged).toEqual(raster({ x: 1, y: 1, side: 5 }));
  });

  it('lets thin changes elsewhere pass', () => {
    const after = raster({ x: 1, y: 1, side: 5 }, { x: 15, y: 4, side: 3 });
    const report = reportChange({ size, before: raster(), after }, { index: 51, value: 1 });
    expect(report.merged).toEqual(after);
  });

  it('is most centred for a click in the middle of what changed', () => {
    const after = raster({ x: 2, y: 1, side: 9 });
    const reportAt = (x: number, y: number) =>
      reportChange({ size, before: raster(), after }, { index: y * 24 + x, value: 1 });
    expect(reportAt(6, 5).centredness).toBe(1);
    expect(reportAt(3, 5).centredness).toBeCloseTo(0.4);
  });

  it('is disobeyed where the clicked cell stays as it was, and by a change to the other label', () => {
    const mask = raster({ x: 1, y: 1, side: 5 });
    const same = reportChange({ size, before: mask, after: mask }, { index: 51, value: 0 });
    expect(same).toMatchObject({ isObeyed: false, centredness: 0 });
    const other = reportChange({ size, before: raster(), after: mask }, { index: 51, value: 0 });
    expect(other.isObeyed).toBe(false);
  });
});

/** Squares on background. */
function raster(...squares: readonly { x: number; y: number; side: number }[]) {
  const mask = new Uint8Array(size.width * size.height);
  for (const { x, y, side } of squares) {
    for (let row = y; row < y + side; row += 1) {
      mask.fill(1, row * size.width + x, row * size.width + x + side);
    }
  }
  return mask;
}
