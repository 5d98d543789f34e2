import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeqMap } from './seqMap.ts';

describe('SeqMap', () => {
  it('keeps before and after apart for every snapshot, also where its own entry is gone', () => {
    const seqs = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 20 });
    fc.assert(
      fc.property(seqs, seqs, fc.integer({ min: 1, max: 5 }), (entries, snapshots, size) => {
        const old = entries.toSorted((a, b) => a - b);
        const map = new SeqMap(snapshots);
        const given = old.map((_, index) => 100 + 3 * index);
        for (let at = 0; at < old.length; at += size) {
          map.add(old.slice(at, at + size), given.slice(at, at + size));
        }
        for (const seq of snapshots) {
          const heldBefore = old.filter((each) => each <= seq).length;
          const heldAfter = given.filter((each) => each <= map.get(seq)).length;
          expect(heldAfter).toBe(heldBefore);
        }
      }),
    );
  });
});
