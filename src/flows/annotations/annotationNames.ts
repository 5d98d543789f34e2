import type { Arrival } from '#files/arrival.ts';
import type { FoundFiles } from '../import/lookForImages.ts';

const annotationExtensions = /\.(json|jsonl|ndjson|xml|txt|csv|tsv|ya?ml)$/iu;

/** Whether a file may hold annotations, by its name. */
export function isAnnotationName(path: string): boolean {
  return annotationExtensions.test(path);
}

/** All files that were found, whatever they are. */
export function allFilesIn({ arrivals, leftOut }: FoundFiles): readonly Arrival[] {
  return [...arrivals, ...leftOut.flatMap(({ other }) => other ?? [])];
}
