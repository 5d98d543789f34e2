import { encode } from 'jpeg-js';
import { writeZip } from '../fixtures/zip.ts';

const width = 160;
const height = 120;

/** A zip of so many different small JPEGs in folders of 500. */
export async function zipOfPictures(count: number): Promise<Buffer> {
  const files: Record<string, Buffer> = {};
  for (let number = 0; number < count; number += 1) files[pathOf(number)] = pictureOf(number);
  return writeZip(files);
}

function pathOf(number: number): string {
  const folder = String(Math.floor(number / 500)).padStart(2, '0');
  return `shots/day ${folder}/${String(number).padStart(5, '0')}.jpg`;
}

/** Bars and a gradient: unlike each other to the eye and to a perceptual hash. */
function pictureOf(number: number): Buffer {
  const data = Buffer.alloc(width * height * 4, 255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const cell = Math.floor(x / 20) * 31 + Math.floor(y / 20) * 17;
      const level = Math.imul(number + 1, 2654435761 + cell * 40503) >>> 24;
      data.set([level, (level + x) % 256, (number + y) % 256], (y * width + x) * 4);
    }
  }
  return Buffer.from(encode({ data, width, height }, 75).data);
}
