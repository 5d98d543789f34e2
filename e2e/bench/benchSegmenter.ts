import type { ByteShelf } from '#core/cache/byteShelf.ts';
import { createSegmenter } from '#sam/client/createSegmenter.ts';
import { mobileSam } from '#sam/models/mobileSam.ts';
import type { Segmenter, SegmenterImage, SegmentRequest } from '#sam/protocol.ts';
import type { Prompt } from '#core/prompt/prompt.ts';

/** The studio's own segmenter; without a shelf every encode is one. */
export function createBenchSegmenter(
  threadCount: number,
  embeddings: ByteShelf | null = null,
): Segmenter {
  return createSegmenter({
    spec: mobileSam,
    modelBaseUrl: `${location.origin}/models/`,
    backend: 'wasm',
    threadCount,
    embeddings,
  });
}

/** An image file under a name that was not used before. */
export function benchImage(key: string, photo: Blob): SegmenterImage {
  return {
    key,
    contentHash: async () => null,
    open: () => createImageBitmap(photo, { imageOrientation: 'from-image' }),
  };
}

/** A first question about an object. */
export function firstRequest(prompt: Prompt): SegmentRequest {
  return { prompt, previous: null, detail: 'full', view: null };
}
