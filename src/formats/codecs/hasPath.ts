import type { InputFiles } from '#formats/format.ts';

const known = new WeakMap<InputFiles, ReadonlySet<string>>();

/** Whether a file is there. Cost: the paths the first time, then none: there may be one for each object. */
export function hasPath(files: InputFiles, path: string): boolean {
  const paths = known.get(files) ?? new Set(files.paths);
  known.set(files, paths);
  return paths.has(path);
}
