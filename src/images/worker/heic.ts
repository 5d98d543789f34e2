import type { Heif } from 'libheif-js/libheif-wasm/libheif.js';
import { isDisplayP3 } from '../header/colourProfile.ts';
import { isWithinLimits } from '../limits.ts';
import { DamagedBlock } from '../tiff/unpack.ts';
import { bitmapOfPixels } from './canvas.ts';

let loading: Promise<Heif> | null = null;

/** The main picture of a HEIC, turned upright by its own boxes; the caller closes it. @throws DamagedBlock */
export async function readHeic(bytes: Uint8Array<ArrayBuffer>): Promise<ImageBitmap> {
  loading ??= loadHeif();
  const { HeifDecoder } = await loading;
  const pictures = new HeifDecoder().decode(bytes);
  try {
    const picture = pictures.find((one) => one.is_primary()) ?? pictures[0];
    if (!picture) throw new DamagedBlock('no picture');
    const size = { width: picture.get_width(), height: picture.get_height() };
    if (!isWithinLimits(size)) throw new DamagedBlock('larger than its header says');
    const data = new Uint8ClampedArray(size.width * size.height * 4);
    const shown = await new Promise<unknown>((resolve) => {
      picture.display({ data }, resolve);
    });
    if (!shown) throw new DamagedBlock('the picture cannot be decoded');
    // libheif gives the numbers as they are stored
    return await bitmapOfPixels({ size, data }, isDisplayP3(bytes) ? 'display-p3' : 'srgb');
  } finally {
    for (const picture of pictures) picture.free();
  }
}

/** libheif is LGPL-3.0: its script and its WASM stay files of their own, which can be replaced. */
async function loadHeif(): Promise<Heif> {
  const [{ default: create }, { default: url }] = await Promise.all([
    import('libheif-js/libheif-wasm/libheif.js'),
    import('libheif-js/libheif-wasm/libheif.wasm?url'),
  ]);
  const response = await fetch(url);
  if (!response.ok) throw new TypeError(`the server answers ${response.status}`);
  const wasmBinary = await response.arrayBuffer();
  let heif: Heif | null = null;
  await new Promise<void>((resolve) => {
    heif = create({ wasmBinary, onRuntimeInitialized: resolve });
  });
  if (!heif) throw new TypeError('libheif did not start');
  return heif;
}
