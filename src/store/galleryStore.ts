import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ImageId } from '#core/annotation/ids.ts';
import type { ImageSummary } from '#core/project/project.ts';
import { sortAtFirst, type ImageSort } from '#core/query/imageSort.ts';
import { parseQuery } from '#core/query/parse.ts';
import type { Query, QueryError } from '#core/query/query.ts';

/** Which images are wanted, in which order, and which of them are taken in hand. */
export interface GalleryState {
  readonly queryText: string; // as typed
  /** What `queryText` asks for, or the last text that asked for anything readable. */
  readonly query: Query;
  readonly error: QueryError | null;
  readonly sort: ImageSort;
  /** May hold images that are gone or not wanted any more; those do not count. */
  readonly selectedIds: ReadonlySet<ImageId>;
  readonly anchorId: ImageId | null; // where a range of selected images starts
  readonly focusedId: ImageId | null; // the card that the keys are about
  readonly isFindAsked: boolean; // the query field is to take the focus
}

export type GalleryStore = StoreApi<GalleryState>;

const nothing: ReadonlySet<ImageId> = new Set();

export function createGalleryStore(): GalleryStore {
  return createStore<GalleryState>()(() => ({
    queryText: '',
    query: { type: 'all' },
    error: null,
    sort: sortAtFirst,
    selectedIds: nothing,
    anchorId: null,
    focusedId: null,
    isFindAsked: false,
  }));
}

/** The gallery of another project, as it was left there. */
export function resetGallery(store: GalleryStore, queryText: string, sort: ImageSort): void {
  store.setState({ ...store.getInitialState(), sort });
  setQueryText(store, queryText);
}

/** Asks for other images; a text that cannot be read leaves those that are shown. */
export function setQueryText(store: GalleryStore, queryText: string): void {
  const { query, error } = parseQuery(queryText);
  store.setState(query ? { queryText, query, error: null } : { queryText, error });
}

export function setSort(store: GalleryStore, sort: ImageSort): void {
  store.setState({ sort });
}

export function askToFind(store: GalleryStore, isFindAsked: boolean): void {
  store.setState({ isFindAsked });
}

export function focusCard(store: GalleryStore, focusedId: ImageId | null): void {
  store.setState({ focusedId });
}

/** Takes these images in hand and no others. A range starts at the last of them. */
export function selectImages(store: GalleryStore, ids: readonly ImageId[]): void {
  store.setState({
    selectedIds: ids.length > 0 ? new Set(ids) : nothing,
    anchorId: ids.at(-1) ?? null,
  });
}

/** Takes one more image in hand, or lets it go. */
export function toggleImage(store: GalleryStore, id: ImageId): void {
  store.setState(({ selectedIds }) => {
    const next = new Set(selectedIds);
    if (!next.delete(id)) next.add(id);
    return { selectedIds: next, anchorId: id };
  });
}

/**
 * Takes all images between the start of the range and this one in hand, and no others.
 *
 * @param shown all that are wanted, in their order
 */
export function selectTo(store: GalleryStore, id: ImageId, shown: readonly ImageId[]): void {
  const { anchorId } = store.getState();
  const end = shown.indexOf(id);
  const start = anchorId === null ? -1 : shown.indexOf(anchorId);
  if (end < 0) return;
  const [first, last] = start < 0 ? [end, end] : [Math.min(start, end), Math.max(start, end)];
  store.setState({
    selectedIds: new Set(shown.slice(first, last + 1)),
    anchorId: start < 0 ? id : anchorId,
  });
}

/** The images in hand, in the order in which they are shown. */
export function selectedAmong(
  { selectedIds }: Pick<GalleryState, 'selectedIds'>,
  shown: readonly ImageSummary[],
): readonly ImageSummary[] {
  return selectedIds.size === 0 ? [] : shown.filter(({ id }) => selectedIds.has(id));
}

/** Whether some images may be left out. */
export function isFiltered({ query }: Pick<GalleryState, 'query'>): boolean {
  return query.type !== 'all';
}
