import { ByteLru } from '#core/cache/byteLru.ts';
import type { ByteShelf } from '#core/cache/byteShelf.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import type { ImageEmbedding, SegmenterImage } from '#sam/protocol.ts';
import { embeddingFromBytes, embeddingToBytes } from './embeddingBytes.ts';

/** In memory on the page: 8 images of MobileSAM; older ones come from disk. */
const memoryBudgetBytes = 16 * 1024 * 1024;

/** Embeddings in memory and, where there is a shelf, on disk: no image is encoded twice by one model. */
export class EmbeddingCache {
  private readonly memory = new ByteLru<string, ImageEmbedding>(memoryBudgetBytes, sizeOf);
  private readonly shelf: ByteShelf | null;
  private readonly modelKey: string;

  constructor(shelf: ByteShelf | null, spec: ModelSpec) {
    this.shelf = shelf;
    this.modelKey = modelKeyOf(spec);
  }

  /** @param part names a part of the image; '' is all of it */
  async get(image: SegmenterImage, part = ''): Promise<ImageEmbedding | null> {
    const held = this.memory.get(image.key + part);
    if (held) return held;
    const name = await this.nameOf(image, part);
    const bytes = name && (await this.shelf?.get(name));
    const embedding = bytes ? embeddingFromBytes(bytes) : null;
    if (embedding) this.memory.put(image.key + part, embedding);
    return embedding;
  }

  async put(image: SegmenterImage, embedding: ImageEmbedding, part = ''): Promise<void> {
    this.memory.put(image.key + part, embedding);
    const name = await this.nameOf(image, part);
    if (name) await this.shelf?.put(name, embeddingToBytes(embedding));
  }

  private async nameOf(image: SegmenterImage, part: string): Promise<string | null> {
    if (!this.shelf) return null;
    const hash = await image.contentHash();
    return hash && `${this.modelKey}-${hash}${part}`;
  }
}

/** What an embedding depends on besides the image: the encoder's weights and how it is fed. */
function modelKeyOf({ encoder, quantizedEncoder, normalization }: ModelSpec): string {
  const { place: _place, path: _path, sizeBytes: _sizeBytes, sha256, ...contract } = encoder;
  const feeding = hashOfText(JSON.stringify({ contract, normalization }));
  return [sha256, quantizedEncoder?.sha256 ?? '', feeding]
    .map((each) => each.slice(0, 16))
    .join('-');
}

/** FNV-1a, 32 bits, hex: tells a handful of settings apart. */
function hashOfText(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0).toString(16);
}

function sizeOf({ tensors }: ImageEmbedding): number {
  return tensors.reduce((sum, { byteLength }) => sum + byteLength, 0);
}
