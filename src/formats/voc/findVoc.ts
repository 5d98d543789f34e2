import type { Split } from '#core/project/split.ts';
import type { InputFiles } from '#formats/format.ts';

/** The files of one image. */
export interface VocFiles {
  readonly id: string; // path below the folders, without extension
  xml?: string;
  classMask?: string;
  objectMask?: string;
  picture?: string;
}

const folderKeys = {
  Annotations: 'xml',
  SegmentationClass: 'classMask',
  SegmentationClassPNG: 'classMask',
  SegmentationObject: 'objectMask',
  SegmentationObjectPNG: 'objectMask',
  JPEGImages: 'picture',
} as const;

const known =
  /^(?:.*\/)?(Annotations|SegmentationClass(?:PNG)?|SegmentationObject(?:PNG)?|JPEGImages)\/(.+)\.([a-z]+)$/u;

/**
 * The files of a VOC folder by their image, ascending by id. XML files of folders that do without VOC's
 * (Roboflow: beside the pictures) count by their own path.
 */
export function findVoc(files: InputFiles): readonly VocFiles[] {
  const found = new Map<string, VocFiles>();
  const of = (id: string): VocFiles => {
    const image = found.get(id) ?? { id };
    found.set(id, image);
    return image;
  };
  for (const path of files.paths) {
    const [, folder = '', id = '', extension = ''] = known.exec(path) ?? [];
    const key = Object.entries(folderKeys).find(([name]) => name === folder)?.[1];
    const isXml = extension === 'xml';
    const isPng = extension === 'png';
    if (key === 'xml' && isXml) of(id).xml ??= path;
    else if (key === 'classMask' && isPng) of(id).classMask ??= path;
    else if (key === 'objectMask' && isPng) of(id).objectMask ??= path;
    else if (key === 'picture') of(id).picture ??= path;
    else if (key === undefined && path.toLowerCase().endsWith('.xml'))
      of(stemOf(path)).xml ??= path;
  }
  return [...found.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** The splits that lists in `ImageSets` put images into, and all images that they name. */
export interface ImageSets {
  readonly splits: ReadonlyMap<string, Split>;
  readonly ids: ReadonlySet<string>;
}

/** Reads `<split>.txt` in the folders of `ImageSets`: an id a line, in quotes or not; lists of one class are left out. */
export async function readImageSets(files: InputFiles): Promise<ImageSets> {
  const splits = new Map<string, Split>();
  const ids = new Set<string>();
  for (const path of files.paths) {
    const [, name = ''] = /(?:^|\/)ImageSets\/[^/]+\/([^/]+)\.txt$/u.exec(path) ?? [];
    const isSet = /^(?:train|val|test|trainval|default)$/u.test(name);
    const text = isSet ? await files.textOf(path) : null;
    for (const line of text?.split(/\r\n|\n|\r/u) ?? []) {
      const id = line.trim().replace(/^"(.*)"$/u, '$1');
      if (id === '') continue;
      ids.add(id);
      if (name === 'train' || name === 'val' || name === 'test') splits.set(id, name);
    }
  }
  return { splits, ids };
}

/** A path without the extension of the file. */
export function stemOf(path: string): string {
  return path.replace(/\.[^./]*$/u, '');
}
