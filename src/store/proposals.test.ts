import { describe, expect, it } from 'vitest';
import type { ImageId } from '#core/annotation/ids.ts';
import { imageRecord } from '#testing/records.ts';
import { proposalAt, withProposal, type ImageProposals } from './proposals.ts';

const size = { width: 10, height: 10 };
const image = imageRecord(1).id;

describe('proposalAt', () => {
  it('finds the smallest mask under the point', () => {
    const proposals = [columns(0, 8), columns(3, 5), columns(2, 9)].reduce(
      (all, mask) => withProposal(all, image, mask),
      [] as ImageProposals,
    );
    expect(proposalAt(proposals, image, { x: 4, y: 4 })).toEqual(columns(3, 5));
    expect(proposalAt(proposals, image, { x: 1, y: 4 })).toEqual(columns(0, 8));
    expect(proposalAt(proposals, image, { x: 9.5, y: 4 })).toBeNull();
  });

  it('finds nothing of another image', () => {
    const proposals = withProposal([], image, columns(0, 8));
    expect(proposalAt(proposals, imageRecord(2).id, { x: 4, y: 4 })).toBeNull();
  });
});

describe('withProposal', () => {
  it('keeps one of two masks that are nearly the same, the newer one', () => {
    const once = withProposal([], image, columns(0, 10));
    const twice = withProposal(once, image, columns(0, 9));
    expect(twice).toEqual([{ imageId: image, masks: [columns(0, 9)] }]);
  });

  it('keeps no empty mask', () => {
    expect(withProposal([], image, { size, counts: Uint32Array.of(100) })).toEqual([]);
  });

  it('keeps the eight images that were used last', () => {
    const ids = Array.from({ length: 9 }, (_, i) => imageRecord(i).id);
    const all = [...ids, ids[1] as ImageId].reduce(
      (proposals, id) => withProposal(proposals, id, columns(0, 4)),
      [] as ImageProposals,
    );
    expect(all.map(({ imageId }) => imageId)).toEqual(
      [1, 8, 7, 6, 5, 4, 3, 2].map((i) => imageRecord(i).id),
    );
  });

  it('keeps at most 48 masks of an image', () => {
    const wide = { width: 60, height: 1 };
    const pixels = Array.from({ length: 50 }, (_, i) => ({
      size: wide,
      counts: Uint32Array.of(i + 1, 1, 58 - i),
    }));
    const all = pixels.reduce(
      (proposals, mask) => withProposal(proposals, image, mask),
      [] as ImageProposals,
    );
    expect(all[0]?.masks).toHaveLength(48);
    expect(all[0]?.masks[0]).toEqual(pixels.at(-1));
  });
});

/** All pixels of the columns from … to, without the last. */
function columns(from: number, to: number) {
  const runs = [from * 10, (to - from) * 10, (10 - to) * 10];
  return { size, counts: Uint32Array.from(to === 10 ? runs.slice(0, 2) : runs) };
}
