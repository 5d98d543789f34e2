import { describe, expect, it } from 'vitest';
import { settled } from '#testing/fakes.ts';
import { ThumbnailShelf } from './thumbnailShelf.ts';

const nothing = () => undefined;

/** A shelf for two, the keys that were read, and a lever that lets reads go on. */
function openShelf() {
  const reads: string[] = [];
  const problems: unknown[] = [];
  let answers: (() => void)[] = [];
  const load = (blobKey: string) => {
    reads.push(blobKey);
    return new Promise<Blob | null>((resolve, reject) => {
      answers.push(() =>
        blobKey === 'broken' ? reject(new Error('broken')) : resolve(new Blob([blobKey])),
      );
    });
  };
  const shelf = new ThumbnailShelf(load, (error) => problems.push(error), 2);
  async function answer(): Promise<void> {
    const due = answers;
    answers = [];
    for (const each of due) each();
    await settled();
  }
  return { shelf, reads, problems, answer };
}

describe('ThumbnailShelf', () => {
  it('reads a thumbnail once, however often it is shown, and tells when it is there', async () => {
    const { shelf, reads, answer } = openShelf();
    let toldCount = 0;
    shelf.hold('a', () => (toldCount += 1));
    const release = shelf.hold('a', () => (toldCount += 1));
    expect(shelf.urlOf('a')).toBeNull();
    await answer();
    expect(toldCount).toBe(2);
    expect(shelf.urlOf('a')).toMatch(/^blob:/u);
    release();
    shelf.hold('a', nothing);
    expect(reads).toEqual(['a']);
  });

  it('lets go what was out of sight for longest, never what is shown', async () => {
    const { shelf, answer } = openShelf();
    shelf.hold('shown', nothing);
    for (const key of ['old', 'newer', 'newest']) shelf.hold(key, nothing)();
    await answer();
    const kept = ['shown', 'old', 'newer', 'newest'].filter((key) => shelf.urlOf(key) !== null);
    expect(kept).toEqual(['shown', 'newest']);
  });

  it('does not read what was scrolled past, and reads the newest wish first', async () => {
    const { shelf, reads, answer } = openShelf();
    for (let i = 0; i < 8; i += 1) shelf.hold(`first-${i}`, nothing);
    shelf.hold('passed', nothing)();
    shelf.hold('older', nothing);
    shelf.hold('newer', nothing);
    await answer();
    expect(reads.slice(8)).toEqual(['newer', 'older']);
  });

  it('tells a failure and tries again when it is shown next', async () => {
    const { shelf, reads, problems, answer } = openShelf();
    const release = shelf.hold('broken', nothing);
    await answer();
    expect(problems).toHaveLength(1);
    release();
    shelf.hold('broken', nothing);
    expect(reads).toEqual(['broken', 'broken']);
  });

  it('says where there is none, and looks again when it is told that pictures came', async () => {
    let blob: Blob | null = null;
    let toldCount = 0;
    const shelf = new ThumbnailShelf(async () => blob, nothing);
    shelf.hold('lost', () => (toldCount += 1));
    await settled();
    expect([shelf.urlOf('lost'), shelf.isAbsent('lost')]).toEqual([null, true]);
    blob = new Blob(['back']);
    shelf.retryAbsent();
    await settled();
    expect(shelf.isAbsent('lost')).toBe(false);
    expect(shelf.urlOf('lost')).toMatch(/^blob:/u);
    expect(toldCount).toBe(2);
  });
});
