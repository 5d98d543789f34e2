import { bytesOfFile, onePieceFile, type Source, type SourceFile } from './source.ts';

/**
 * Panoptic predictions with the images and categories of the ground truth where they have none
 * themselves, as the files that panopticapi scores have none. All other sources stay as they are.
 */
export async function withTruthLists(
  results: Pick<Source, 'files'>,
  truth: Pick<Source, 'files'>,
): Promise<Pick<Source, 'files'>> {
  const files = new Map(results.files);
  for (const [path, file] of jsonFiles(results)) {
    const lists = await listsOf(file);
    if (!isPanoptic(lists) || 'images' in lists) continue;
    const full = await truthLists(truth);
    if (!full) return results;
    const text = JSON.stringify({
      ...lists,
      images: full['images'],
      categories: full['categories'],
    });
    files.set(path, onePieceFile(new TextEncoder().encode(text), file.modifiedAt));
  }
  return { files };
}

type Lists = Readonly<Record<string, unknown>>;

async function truthLists(truth: Pick<Source, 'files'>): Promise<Lists | null> {
  for (const [, file] of jsonFiles(truth)) {
    const lists = await listsOf(file);
    if (isPanoptic(lists) && Array.isArray(lists['images'])) return lists;
  }
  return null;
}

function jsonFiles({ files }: Pick<Source, 'files'>): readonly (readonly [string, SourceFile])[] {
  return [...files].filter(([path]) => /\.json$/iu.test(path));
}

/** The object of a JSON file; null when it is none. */
async function listsOf(file: SourceFile): Promise<Lists | null> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(await bytesOfFile(file)));
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Lists) : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return null;
    throw error;
  }
}

function isPanoptic(lists: Lists | null): lists is Lists {
  const annotations = lists?.['annotations'];
  const first: unknown = Array.isArray(annotations) ? annotations[0] : null;
  return typeof first === 'object' && first !== null && 'segments_info' in first;
}
