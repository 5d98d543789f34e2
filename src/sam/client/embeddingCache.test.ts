import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ByteShelf } from '#core/cache/byteShelf.ts';
import { mobileSam } from '#sam/models/mobileSam.ts';
import type { ImageEmbedding, SegmenterImage } from '#sam/protocol.ts';
import { embeddingFromBytes, embeddingToBytes } from './embeddingBytes.ts';
import { EmbeddingCache } from './embeddingCache.ts';

const embedding: ImageEmbedding = {
  imageSize: { width: 640, height: 480 },
  window: { x: 10, y: 20, width: 100, height: 50 },
  longestSide: 512,
  tensors: [Uint16Array.of(1, 2, 3), Uint16Array.of(65_535)],
};

const photo = imageOf('photo', 'hash');

describe('EmbeddingCache', () => {
  it('finds on the shelf what another session has put there, whatever the image is called', async () => {
    const shelf = createShelf();
    await new EmbeddingCache(shelf, mobileSam).put(photo, embedding);
    const later = new EmbeddingCache(shelf, mobileSam);
    expect(await later.get(imageOf('another name', 'hash'))).toEqual(embedding);
    expect(await later.get(imageOf('photo', 'another hash'))).toBeNull();
  });

  it('never takes the embedding of another model or of another part', async () => {
    const shelf = createShelf();
    await new EmbeddingCache(shelf, mobileSam).put(photo, embedding, '@1');
    const encoder = { ...mobileSam.encoder, sha256: '0'.repeat(64) };
    expect(await new EmbeddingCache(shelf, { ...mobileSam, encoder }).get(photo, '@1')).toBeNull();
    const stretched = { ...mobileSam, encoder: { ...mobileSam.encoder, fit: 'stretch' as const } };
    expect(await new EmbeddingCache(shelf, stretched).get(photo, '@1')).toBeNull();
    expect(await new EmbeddingCache(shelf, mobileSam).get(photo)).toBeNull();
    expect(await new EmbeddingCache(shelf, mobileSam).get(photo, '@1')).toEqual(embedding);
  });

  it('keeps an image without a hash in memory only', async () => {
    const shelf = createShelf();
    const cache = new EmbeddingCache(shelf, mobileSam);
    const image = imageOf('photo', null);
    await cache.put(image, embedding);
    expect(await cache.get(image)).toEqual(embedding);
    expect(await new EmbeddingCache(shelf, mobileSam).get(image)).toBeNull();
  });

  it('works without a shelf', async () => {
    const cache = new EmbeddingCache(null, mobileSam);
    await cache.put(photo, embedding);
    expect(await cache.get(photo)).toEqual(embedding);
  });
});

describe('embeddingFromBytes', () => {
  it('takes no damaged file', () => {
    const bytes = embeddingToBytes(embedding);
    expect(embeddingFromBytes(bytes.slice(0, -1))).toBeNull();
    expect(embeddingFromBytes(bytes.slice(0, 20))).toBeNull();
    expect(embeddingFromBytes(new Uint8Array(0))).toBeNull();
    expect(embeddingFromBytes(new Uint8Array(5000))).toBeNull();
    expect(embeddingFromBytes(bytes.with(5, 0))).toBeNull();
  });
});

describe('properties', () => {
  const tensor = fc.uint16Array({ minLength: 1, maxLength: 50 });
  it('gives back every embedding as it was', () => {
    fc.assert(
      fc.property(fc.array(tensor, { minLength: 1 }), fc.integer({ min: 1 }), (arrays, width) => {
        const each = {
          ...embedding,
          imageSize: { width, height: 7 },
          tensors: arrays.map((values) => Uint16Array.from(values)),
        };
        expect(embeddingFromBytes(embeddingToBytes(each))).toEqual(each);
      }),
    );
  });
});

function imageOf(key: string, hash: string | null): SegmenterImage {
  return {
    key,
    contentHash: async () => hash,
    open: () => Promise.reject(new Error('nothing is encoded here')),
  };
}

function createShelf(): ByteShelf {
  const held = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    get: async (name) => held.get(name) ?? null,
    put: async (name, bytes) => void held.set(name, bytes),
    usage: async () => ({ count: held.size, bytes: 0, budgetBytes: 0 }),
    clear: async () => held.clear(),
  };
}
