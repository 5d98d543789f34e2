import type { ImageSummary } from '#core/project/project.ts';
import type { FileStat } from '#files/arrival.ts';

/** What the project has already, by what a file can be told by. */
export class KnownFiles {
  private readonly nameByHash = new Map<string, string>();
  private readonly looks = new Set<string>();
  private readonly sizes = new Set<number>();
  private readonly statsByPath = new Map<string, FileStat[]>();

  constructor(images: Iterable<ImageSummary>) {
    for (const image of images) this.add(image);
  }

  add({ contentHash, fileName, perceptualHash, source, sizeBytes }: ImageSummary): void {
    if (contentHash !== null && !this.nameByHash.has(contentHash)) {
      this.nameByHash.set(contentHash, fileName);
    }
    if (perceptualHash !== null) this.looks.add(perceptualHash);
    this.sizes.add(source?.sizeBytes ?? sizeBytes);
    if (!source) return;
    const stats = this.statsByPath.get(source.path);
    if (stats) stats.push(source);
    else this.statsByPath.set(source.path, [source]);
  }

  /** The image with these bytes; null when there is none. */
  twinOf(contentHash: string | null): string | null {
    return contentHash === null ? null : (this.nameByHash.get(contentHash) ?? null);
  }

  /** Whether another image looks the very same. */
  hasLookalike(perceptualHash: string | null): boolean {
    return perceptualHash !== null && this.looks.has(perceptualHash);
  }

  /** Whether a file of that size might be there already, so that its hash is worth the reading. */
  hasSize(sizeBytes: number): boolean {
    return this.sizes.has(sizeBytes);
  }

  hasPath(path: string): boolean {
    return this.statsByPath.has(path);
  }

  /** Whether this very file came in, told by its place, size and time. */
  hasFile(path: string, { sizeBytes, lastModified }: FileStat): boolean {
    const stats = this.statsByPath.get(path) ?? [];
    return stats.some((each) => each.sizeBytes === sizeBytes && each.lastModified === lastModified);
  }
}
