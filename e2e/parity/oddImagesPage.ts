import { AppError, type Failure } from '#core/failure.ts';
import type { DisplayWindow } from '#core/image/displayWindow.ts';
import { createImages, type ImportedImage } from '#images/images.ts';

/** What became of one picture of a file. */
export interface PictureFacts {
  readonly width: number;
  readonly height: number;
  /** Mean red, green and blue of each quarter, over white: top left, top right, bottom left, bottom right. */
  readonly quarters: readonly number[];
  readonly mimeType: string;
  readonly isRewritten: boolean;
  readonly isKept: boolean; // byte for byte
  readonly page: number | null;
  readonly window: DisplayWindow | null;
  readonly contentHash: string | null;
  readonly perceptualHash: string | null;
  readonly thumbnailSize: readonly [number, number];
}

/** What became of a file. */
export interface ImportFacts {
  readonly ms: number;
  readonly pictures: readonly PictureFacts[];
  readonly failure: Failure | null;
}

/** Levers for the tests: the images station and nothing else of the studio. */
export interface OddImages {
  importUrl(url: string, name: string): Promise<ImportFacts>;
  importBytes(bytes: readonly number[], name: string): Promise<ImportFacts>;
  /** A PNG of a size whose data unpacks to far more than its pixels. */
  importBomb(size: number, bitsPerChannel: number, dataBytes: number): Promise<ImportFacts>;
  /** Calls an import off at once; the name of what it rejects with. */
  abort(url: string): Promise<string>;
  /** Mean difference of the pictures of two files, and the share of channels that differ by more than 8. */
  difference(url: string, otherUrl: string): Promise<readonly [number, number]>;
  /** Time to import the file so many times, in as many workers as there are. */
  time(url: string, count: number): Promise<number>;
}

declare global {
  interface Window {
    oddImages?: OddImages;
  }
}

const images = createImages();

window.oddImages = {
  importUrl: async (url, name) => factsOf(await fileAt(url, name)),
  importBytes: (bytes, name) => factsOf(new File([Uint8Array.from(bytes)], name)),
  importBomb: async (size, bits, dataBytes) => factsOf(await bomb(size, bits, dataBytes)),
  async abort(url) {
    const controller = new AbortController();
    const importing = images.importImage(await fileAt(url, 'called-off'), controller.signal);
    const outcome = importing.then(
      () => 'finished',
      (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
    );
    setTimeout(() => controller.abort());
    return outcome;
  },
  async difference(url, otherUrl) {
    const [one, other] = await Promise.all([pixelsAt(url), pixelsAt(otherUrl)]);
    let sum = 0;
    let farCount = 0;
    for (const [index, value] of one.entries()) {
      const distance = Math.abs(value - (other[index] ?? 999));
      sum += distance;
      if (distance > 8) farCount += 1;
    }
    return [sum / one.length, farCount / one.length];
  },
  async time(url, count) {
    const file = await fileAt(url, 'timed');
    const start = performance.now();
    await Promise.all(Array.from({ length: count }, () => images.importImage(file)));
    return performance.now() - start;
  },
};

async function fileAt(url: string, name: string): Promise<File> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return new File([await response.blob()], name);
}

async function factsOf(file: File): Promise<ImportFacts> {
  const start = performance.now();
  try {
    const pictures = await images.importImage(file);
    const ms = performance.now() - start;
    const facts: PictureFacts[] = [];
    for (const picture of pictures) facts.push(await pictureFacts(picture, file));
    return { ms, pictures: facts, failure: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ms: performance.now() - start, pictures: [], failure: error.failure };
  }
}

async function pictureFacts(picture: ImportedImage, file: File): Promise<PictureFacts> {
  const { blob, size, mimeType, isRewritten, page, window, contentHash, perceptualHash } = picture;
  const bitmap = await images.bitmapOf(blob, file.name, window);
  const thumbnail = await createImageBitmap(picture.thumbnail);
  const isSameSize = bitmap.width === size.width && bitmap.height === size.height;
  const facts = {
    width: isSameSize ? bitmap.width : -1,
    height: isSameSize ? bitmap.height : -1,
    quarters: quartersOf(bitmap),
    mimeType,
    isRewritten,
    isKept: (await images.hashOf(blob)) === (await images.hashOf(file)),
    page,
    window,
    contentHash,
    perceptualHash,
    thumbnailSize: [thumbnail.width, thumbnail.height],
  } as const;
  bitmap.close();
  thumbnail.close();
  return facts;
}

function quartersOf(bitmap: ImageBitmap): readonly number[] {
  const side = 64;
  const context = new OffscreenCanvas(side, side).getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, side, side);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, side, side);
  const { data } = context.getImageData(0, 0, side, side);
  const sums = Array.from({ length: 12 }, () => 0);
  for (let index = 0; index < side * side; index += 1) {
    const quarter = (index % side < side / 2 ? 0 : 1) + (index < (side * side) / 2 ? 0 : 2);
    for (let channel = 0; channel < 3; channel += 1) {
      const at = quarter * 3 + channel;
      sums[at] = (sums[at] ?? 0) + (data[index * 4 + channel] ?? 0);
    }
  }
  return sums.map((sum) => Math.round(sum / ((side * side) / 4)));
}

async function pixelsAt(url: string): Promise<Uint8ClampedArray> {
  const [picture] = await images.importImage(await fileAt(url, 'compared'));
  if (!picture) throw new Error('no picture');
  const bitmap = await images.bitmapOf(picture.blob, 'compared');
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
}

async function bomb(size: number, bits: number, dataBytes: number): Promise<File> {
  const head = new DataView(new ArrayBuffer(13));
  head.setUint32(0, size);
  head.setUint32(4, size);
  head.setUint8(8, bits);
  const zeros = new Blob(
    Array.from({ length: dataBytes / 2 ** 20 }, () => new Uint8Array(2 ** 20)),
  );
  const packed = zeros.stream().pipeThrough(new CompressionStream('deflate'));
  const data = new Uint8Array(await new Response(packed).arrayBuffer());
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    ...chunk('IHDR', new Uint8Array(head.buffer)),
    ...chunk('IDAT', data),
    ...chunk('IEND', new Uint8Array()),
  ];
  return new File(parts, 'bomb.png');
}

/** With a checksum of 0, which no reader of ours looks at before it has refused. */
function chunk(type: string, data: Uint8Array<ArrayBuffer>): readonly Uint8Array<ArrayBuffer>[] {
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, data.length);
  const name = Uint8Array.from(type, (letter) => letter.charCodeAt(0));
  return [new Uint8Array(length.buffer), name, data, new Uint8Array(4)];
}
