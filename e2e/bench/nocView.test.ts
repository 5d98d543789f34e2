import { describe, expect, it } from 'vitest';
import { summarizeNoc } from './nocSummary.ts';
import { nocViewOf } from './nocView.ts';

const items = [{ id: 'a<b', ious: [0.5, 0.9], boundaryFs: [0.5, 0.9], clickMs: [10, 20] }];

describe('nocViewOf', () => {
  it('shows a curve for every object and a picture of the worst', () => {
    const html = nocViewOf(summarizeNoc('set', items), [
      { id: 'a<b', dataUrl: 'data:image/jpeg;base64,AA' },
    ]);
    expect(html).toContain('points="3.8,40.0 11.3,8.0"');
    expect(html).toContain('<img src="data:image/jpeg;base64,AA"');
    expect(html).toContain('2 clicks to 0.9, last IoU 0.900');
  });

  it('takes names for text, whatever is in them', () => {
    expect(nocViewOf(summarizeNoc('<script>', items), [])).not.toContain('<script>');
    expect(nocViewOf(summarizeNoc('set', items), [])).toContain('a&#60;b');
  });
});
