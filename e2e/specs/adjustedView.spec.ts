import { expect, test } from '@playwright/test';
import { withBenchPage } from '../bench/browser.ts';

const adjustment = {
  channel: 'colour',
  clahe: { tilesPerSide: 8, clipLimit: 3 },
  tone: { brightness: 0.1, contrast: 0.2, gamma: 1.4 },
} as const;

test('a worker adjusts a picture strip by strip to the bit, and stops when it is called off', async () => {
  const size = { width: 2600, height: 1700 }; // two strips
  await withBenchPage('../parity/adjustedView.html', new Map(), async ({ page }) => {
    await page.waitForFunction(() => window.adjustedView !== undefined);
    const difference = await page.evaluate(
      (ask) => window.adjustedView?.largestDifference(ask.size, ask.adjustment),
      { size, adjustment },
    );
    expect(difference).toBe(0);
    const outcome = await page.evaluate(
      (ask) => window.adjustedView?.callOff(ask.size, ask.adjustment),
      { size, adjustment },
    );
    expect(outcome).toEqual(['enough', 2600, 2600]);
  });
});
