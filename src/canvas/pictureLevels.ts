/** Below this a picture is drawn from its full size at any scale, px. */
const leastPixelCount = 4_000_000;
/** The smallest copy has no side longer than this, px. */
const smallestSidePx = 1500;

/**
 * Copies of a large picture at a half, a quarter … of its size: drawing 24 megapixels into a window of
 * one takes longer than a frame. They are made off the page's thread, one after the other.
 */
export class PictureLevels {
  private readonly bitmap: ImageBitmap;
  private readonly copies: ImageBitmap[] = [];
  private isEnded = false;

  /** @param onMade another copy is there */
  constructor(bitmap: ImageBitmap, onMade: () => void) {
    this.bitmap = bitmap;
    void this.make(onMade);
  }

  /** The smallest copy that has no fewer pixels than are seen. @param scale screen px per image px */
  at(scale: number): ImageBitmap {
    const halvings = Math.floor(Math.log2(1 / Math.max(scale, 1e-6)));
    return this.copies[Math.min(halvings, this.copies.length) - 1] ?? this.bitmap;
  }

  /** Closes the copies; the picture itself is not theirs. */
  end(): void {
    this.isEnded = true;
    for (const copy of this.copies.splice(0)) copy.close();
  }

  private async make(onMade: () => void): Promise<void> {
    let from = this.bitmap;
    if (from.width * from.height < leastPixelCount) return;
    while (Math.max(from.width, from.height) > smallestSidePx && !this.isEnded) {
      const copy = await halfOf(from).catch(() => null); // the picture was closed meanwhile
      if (!copy) return;
      if (this.isEnded) {
        copy.close();
        return;
      }
      this.copies.push(copy);
      onMade();
      from = copy;
    }
  }
}

async function halfOf(bitmap: ImageBitmap): Promise<ImageBitmap> {
  return createImageBitmap(bitmap, {
    resizeWidth: Math.max(1, Math.round(bitmap.width / 2)),
    resizeHeight: Math.max(1, Math.round(bitmap.height / 2)),
    resizeQuality: 'medium',
  });
}
