import type { Category } from '../annotation/category.ts';
import type { CategoryId } from '../annotation/ids.ts';
import { imageStatuses, type ImageStatus, type ImageSummary } from '../project/project.ts';
import type { Split } from '../project/split.ts';
import { folderOf } from './matcher.ts';

/** A value that images of the project have, and how many have it. */
export interface Word {
  readonly text: string;
  readonly count: number;
}

/** What a query can ask for in this project. */
export interface Vocabulary {
  readonly statuses: ReadonlyMap<ImageStatus, number>;
  readonly splits: ReadonlyMap<Split | 'none', number>;
  readonly categories: readonly Word[]; // in their order, also those without objects
  readonly tags: readonly Word[]; // the most frequent first, as are the next two
  readonly folders: readonly Word[];
  readonly people: readonly Word[];
}

/** The words of a project; one walk over its images. */
export function vocabularyOf(
  images: Iterable<ImageSummary>,
  categories: Iterable<Category>,
): Vocabulary {
  const statuses = new Map<ImageStatus, number>(imageStatuses.map((status) => [status, 0]));
  const splits = new Map<Split | 'none', number>();
  const byCategory = new Map<string, number>();
  const tags = new Map<string, number>();
  const folders = new Map<string, number>();
  const people = new Map<string, number>();
  for (const image of images) {
    count(statuses, image.status);
    count(splits, image.split ?? 'none');
    for (const id of Object.keys(image.categoryCounts)) count(byCategory, id);
    for (const tag of image.tags) count(tags, tag);
    const folder = folderOf(image.fileName);
    if (folder !== '') count(folders, folder);
    if (image.statusSet && image.statusSet.by !== '') count(people, image.statusSet.by);
  }
  return {
    statuses,
    splits,
    categories: [...categories]
      .toSorted((a, b) => a.order - b.order)
      .map(({ id, name }) => ({ text: name, count: countOf(byCategory, id) })),
    tags: mostFrequent(tags),
    folders: mostFrequent(folders),
    people: mostFrequent(people),
  };
}

function countOf(counts: ReadonlyMap<string, number>, id: CategoryId): number {
  return counts.get(id) ?? 0;
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function mostFrequent(counts: ReadonlyMap<string, number>): readonly Word[] {
  return [...counts]
    .map(([text, times]) => ({ text, count: times }))
    .toSorted((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
}
