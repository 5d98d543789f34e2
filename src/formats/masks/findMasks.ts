import type { Size } from '#core/geometry/size.ts';
import { hasPath } from '#formats/codecs/hasPath.ts';
import type { InputFiles } from '#formats/format.ts';
import { stemOf } from './maskIndex.ts';

/** Somebody's mask and the picture that it is of. */
export interface FoundMask {
  readonly path: string;
  readonly fileName: string;
  readonly size: Size | null; // of the picture; null: it is not there
}

const semanticFolders =
  /(?:^|\/)(?:semantic|SegmentationClass(?:PNG)?|masks?|gt|annotations?|labels?)(?=\/)/iu;
const instanceFolders = /(?:^|\/)(?:instances?|SegmentationObject(?:PNG)?)(?=\/)/iu;
const otherFolders =
  /(?:^|\/)(?:[^/]*Visualization|viz|images?|JPEGImages|instances?|SegmentationObject(?:PNG)?)\//iu;

/**
 * PNG files that are masks: those of a folder named so, else, where there is none, all of one channel
 * that are no picture's own. By their first bytes.
 */
export async function findMasks(
  files: InputFiles,
  kind: 'semantic' | 'instance',
): Promise<readonly string[]> {
  const pngs = files.paths.filter((path) => /\.png$/iu.test(path));
  const folders = kind === 'semantic' ? semanticFolders : instanceFolders;
  const named = pngs.filter(
    (path) => folders.test(path) && (kind === 'instance' || !otherFolders.test(path)),
  );
  if (named.length > 0 || kind === 'instance') return named;
  const flat: string[] = [];
  for (const path of pngs) {
    if (otherFolders.test(path)) continue;
    const head = await files.headOf(path);
    if (head[25] === 0 || head[25] === 3) flat.push(path); // colour type: grey or palette
  }
  return flat;
}

/**
 * Finds the picture of a mask: the one of the same name in another folder, or whatever the host knows
 * by it.
 */
export function pictureFinder(
  files: InputFiles,
  masks: readonly string[],
): (path: string) => Promise<FoundMask> {
  const own = new Set(masks);
  const byName = new Map<string, string>();
  for (const path of files.paths) {
    if (own.has(path) || !isPicture.test(path) || maskFolders.test(path)) continue;
    if (!byName.has(nameOf(path))) byName.set(nameOf(path), path);
  }
  return async (path) => {
    const name = nameOf(path);
    const known = byName.get(name);
    for (const candidate of known === undefined ? candidates(name) : [known]) {
      const picture = await files.pictureOf(candidate);
      if (picture && !own.has(picture.fileName)) return { path, ...picture };
    }
    return { path, fileName: `${name}.png`, size: null };
  };
}

const isPicture = /\.(?:jpe?g|png|webp|bmp|tiff?)$/iu;
const maskFolders = /Visualization\/|(?:^|\/)(?:instances?|semantic|Segmentation[^/]*|viz)\//iu;

function nameOf(path: string): string {
  return stemOf(path.slice(path.lastIndexOf('/') + 1));
}

function candidates(name: string): readonly string[] {
  return ['jpg', 'jpeg', 'png', 'webp', 'bmp', 'tif', 'tiff', 'JPG', 'JPEG'].map(
    (extension) => `${name}.${extension}`,
  );
}

/** The semantic mask that belongs to an instance mask; null when there is none. */
export function semanticBeside(files: InputFiles, path: string): string | null {
  const wanted = path
    .replace(/(^|\/)instance(?=s?\/)/iu, '$1semantic')
    .replace(/(^|\/)SegmentationObject(?=(?:PNG)?\/)/iu, '$1SegmentationClass');
  return wanted !== path && hasPath(files, wanted) ? wanted : null;
}
