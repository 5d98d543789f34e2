import type { Tensor } from 'onnxruntime-web/wasm';
import { ByteLru } from '#core/cache/byteLru.ts';
import type { RgbaPixels } from '#core/image/rgbaPixels.ts';
import type { ImageEmbedding } from '#sam/protocol.ts';

/** An embedding as the decoder reads it. */
export interface HeldEmbedding extends Pick<
  ImageEmbedding,
  'imageSize' | 'window' | 'longestSide'
> {
  /** Every tensor that depends on the image alone, by the name of the decoder's input. */
  readonly feeds: Readonly<Record<string, Tensor>>;
}

/** Four images of MobileSAM. */
const embeddingBudgetBytes = 92 * 1024 * 1024;
/** The picture in use always stays; others only while they are small. */
const pictureBudgetBytes = 24 * 1024 * 1024;

/** What the decoder worker remembers of images; whoever asks about another one sends it (again). */
export function createHeldImages() {
  return {
    embeddings: new ByteLru<string, HeldEmbedding>(embeddingBudgetBytes, ({ feeds }) =>
      Object.values(feeds).reduce((sum, { size }) => sum + size * 4, 0),
    ),
    pictures: new ByteLru<string, RgbaPixels>(pictureBudgetBytes, ({ data }) => data.byteLength),
  };
}
