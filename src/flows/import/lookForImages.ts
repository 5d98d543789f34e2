import type { Arrival, ImportSource, LeftOut } from '#files/arrival.ts';
import { advanceJob, endJob, startJob } from '#store/jobsStore.ts';
import { isAbort, reportError } from '../report.ts';
import type { Services } from '../services.ts';

/** What lies in the sources, in the order that a person would put it. */
export interface FoundFiles {
  readonly arrivals: readonly Arrival[];
  readonly leftOut: readonly LeftOut[];
}

/** How many files are found between two signs of life. */
const tellEvery = 200;

/** Walks all sources without opening a file. @returns null when it was called off or failed */
export async function lookForImages(
  services: Services,
  sources: readonly ImportSource[],
): Promise<FoundFiles | null> {
  const { jobs } = services.stores;
  const id = services.newId();
  const controller = new AbortController();
  const cancel = () => controller.abort();
  startJob(jobs, { id, name: 'lookForImages', doneCount: 0, totalCount: 0, cancel });
  const arrivals: Arrival[] = [];
  const leftOut: LeftOut[] = [];
  try {
    for (const source of sources) {
      for await (const found of source.walk(controller.signal)) {
        if ('open' in found) arrivals.push(found);
        else leftOut.push(found);
        if (arrivals.length % tellEvery === 1) advanceJob(jobs, id, arrivals.length);
      }
    }
    return { arrivals: sortedByPath(arrivals), leftOut: sortedByPath(leftOut) };
  } catch (error) {
    if (!isAbort(error)) reportError(services, error);
    return null;
  } finally {
    endJob(jobs, id);
  }
}

/** As a person counts: 2 before 10. */
function sortedByPath<Item extends { readonly path: string }>(
  items: readonly Item[],
): readonly Item[] {
  const collator = new Intl.Collator('en', { numeric: true });
  return items.toSorted((a, b) => collator.compare(a.path, b.path));
}
