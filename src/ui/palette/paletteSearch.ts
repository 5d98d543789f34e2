import { createFuzzyIndex, type FuzzyHit, type FuzzyIndex } from '#core/text/fuzzyMatch.ts';
import type { PaletteEntry } from './paletteEntries.ts';

export type PaletteHit = FuzzyHit<PaletteEntry>;

/** What the palette lists, in the order of the list. */
export interface PaletteResult {
  readonly recent: readonly PaletteHit[];
  readonly enabled: readonly PaletteHit[];
  readonly disabled: readonly PaletteHit[];
  readonly hiddenCount: number; // found, but not listed
}

export interface PaletteSearch {
  /** @param recentIds of entries, the newest first; they lead while nothing is typed */
  find(typed: string, recentIds: readonly string[]): PaletteResult;
}

/** A list for the eyes: who does not find it there types on. */
const maxShownCount = 60;
const maxImageCount = 20;
/** Of 10,000 images one letter says nothing. */
const minImageQuery = 2;
/** So much better has the name of an image to match than a command to come before it. */
const imageHandicap = 12;

/** @param images asked for with the first query that is about them */
export function createPaletteSearch(
  entries: readonly PaletteEntry[],
  images: () => readonly PaletteEntry[],
): PaletteSearch {
  const index = createFuzzyIndex(entries, ({ label }) => label);
  let imageIndex: FuzzyIndex<PaletteEntry> | null = null;
  function imageHits(typed: string): readonly PaletteHit[] {
    if (typed.trim().length < minImageQuery) return [];
    imageIndex ??= createFuzzyIndex(images(), ({ label }) => label);
    return imageIndex.find(typed).map((hit) => ({ ...hit, score: hit.score - imageHandicap }));
  }
  return {
    find(typed, recentIds) {
      if (typed.trim() === '') return withoutQuery(index.find(''), recentIds);
      const ofImages = imageHits(typed);
      const shownImages = ofImages.slice(0, maxImageCount);
      const hits = [...index.find(typed), ...shownImages].toSorted((a, b) => b.score - a.score);
      const result = { ...partsOf(hits), recent: [] };
      return cut(result, ofImages.length - shownImages.length);
    },
  };
}

/** Categories are asked for by their names: without one they would be most of the list. */
function withoutQuery(hits: readonly PaletteHit[], recentIds: readonly string[]): PaletteResult {
  const commands = hits.filter(({ item }) => item.kind === 'command');
  const recent = recentIds.flatMap(
    (id) => commands.find(({ item }) => item.id === id && item.isEnabled) ?? [],
  );
  const others = commands.filter((hit) => !recent.includes(hit));
  return { ...partsOf(others), recent, hiddenCount: 0 };
}

function partsOf(hits: readonly PaletteHit[]): Pick<PaletteResult, 'enabled' | 'disabled'> {
  return {
    enabled: hits.filter(({ item }) => item.isEnabled),
    disabled: hits.filter(({ item }) => !item.isEnabled),
  };
}

function cut(result: Omit<PaletteResult, 'hiddenCount'>, hiddenCount: number): PaletteResult {
  const enabled = result.enabled.slice(0, maxShownCount);
  const disabled = result.disabled.slice(0, maxShownCount - enabled.length);
  const count = result.enabled.length + result.disabled.length;
  return {
    ...result,
    enabled,
    disabled,
    hiddenCount: hiddenCount + count - enabled.length - disabled.length,
  };
}
