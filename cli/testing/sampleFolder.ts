import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { encodePng } from '#formats/codecs/png.ts';

/** The width and height of each picture of a sample, px. */
const sides = { width: 60, height: 40 };
const changedAt = new Date('2026-03-04T05:06:08Z');

/** An object of a sample: a label and its rings as LabelMe has them, one shape for each. */
export interface SampleShape {
  readonly label: string;
  readonly points: readonly (readonly [number, number])[];
  readonly group?: number;
}

/** Writes pictures, each of another grey, with LabelMe files beside them. */
export async function writeSample(
  folder: string,
  images: Readonly<
    Record<string, { readonly grey: number; readonly shapes: readonly SampleShape[] }>
  >,
): Promise<void> {
  for (const [name, { grey, shapes }] of Object.entries(images)) {
    await writeFileAt(join(folder, name), greyPicture(grey));
    const text = JSON.stringify({
      version: '5.7.0',
      flags: {},
      shapes: shapes.map(({ label, points, group = null }) => ({
        label,
        points,
        group_id: group,
        shape_type: 'polygon',
        flags: {},
      })),
      imagePath: name.split('/').at(-1),
      imageData: null,
      imageHeight: sides.height,
      imageWidth: sides.width,
    });
    await writeFileAt(join(folder, name.replace(/\.png$/u, '.json')), text);
  }
}

/** A rectangle as a shape. */
export function rectangle(label: string, x: number, y: number, side: number): SampleShape {
  const points = [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
  ] as const;
  return { label, points };
}

function greyPicture(grey: number): Uint8Array {
  const data = new Uint8Array(sides.width * sides.height).fill(grey);
  return encodePng({ size: sides, channels: 1, data, palette: null });
}

async function writeFileAt(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  await utimes(path, changedAt, changedAt);
}
