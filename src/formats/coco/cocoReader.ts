import type { FormatReader, InputFiles } from '../format.ts';
import { readInstances } from './readInstances.ts';

/** Reads COCO instances: one file or several, such as one for each split. */
export const cocoReader: FormatReader = {
  async recognise(files) {
    const kinds = await Promise.all(jsonPaths(files).map((path) => kindOf(files, path)));
    return kinds.includes('instances') ? 0.9 : 0;
  },
  async read(files, context) {
    return readInstances(await instancesPaths(files), files, context);
  },
};

/**
 * The files of instances among the files, that of all images first. Where none looks like one, every JSON
 * file: then the reader says what is wrong with them.
 */
export async function instancesPaths(files: InputFiles): Promise<readonly string[]> {
  const paths = jsonPaths(files);
  const kinds = await Promise.all(paths.map((path) => kindOf(files, path)));
  const found = paths.filter((_, i) => kinds[i] === 'instances');
  const wanted = found.length > 0 ? found : paths;
  const isWhole = (path: string) => /default/iu.test(path);
  return [...wanted.filter(isWhole), ...wanted.filter((path) => !isWhole(path))];
}

function jsonPaths({ paths }: InputFiles): readonly string[] {
  return paths.filter((path) => /\.json$/iu.test(path));
}

type FileKind = 'instances' | 'panoptic' | 'results' | 'other';

/** Whether a JSON file is of that kind, by its first bytes. */
export async function isKind(files: InputFiles, path: string, kind: FileKind): Promise<boolean> {
  return (await kindOf(files, path)) === kind;
}

async function kindOf(files: InputFiles, path: string): Promise<FileKind> {
  const head = files.decode(await files.headOf(path));
  if (/^[\s\u{feff}]*\[/u.test(head)) {
    return head.includes('"image_id"') && head.includes('"category_id"') ? 'results' : 'other';
  }
  if (head.includes('"segments_info"')) return 'panoptic';
  const keys = ['images', 'annotations', 'categories'].filter((key) =>
    new RegExp(`"${key}"\\s*:\\s*\\[`, 'u').test(head),
  );
  const hasIds = head.includes('"file_name"') || head.includes('"image_id"');
  return keys.length > 0 && hasIds ? 'instances' : 'other';
}
