import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ImageId } from '#core/annotation/ids.ts';
import type { Change } from '#core/project/change.ts';
import { withTraces, type Step, type Trace } from '#core/project/history.ts';

/** Whose history: an image's, or with '' the project's. */
export type HistoryKey = ImageId | '';

/** A history as far back as it was read. */
export interface History {
  readonly traces: readonly Trace[]; // ascending by `seq`
  readonly steps: readonly Step[]; // what follows from them
  /** All from here on is known; Infinity: nothing was read yet; 0: nothing older is kept. */
  readonly reachedSeq: number;
  /** Whether it begins at the beginning; false where older entries were given up to make room. */
  readonly isFromStart: boolean;
}

/** What can be taken back and done again, image by image. */
export interface HistoryState {
  /** Of the images that were open since the project was, and under '' of the project. */
  readonly histories: ReadonlyMap<HistoryKey, History>;
  readonly openedSeq: number; // of the newest entry when the project was opened
  readonly newestSeq: number; // of the newest entry now, as far as is known
  /** Steps that cannot be taken back or done again, as the bytes of images or entries are gone. */
  readonly lostIds: ReadonlySet<string>;
  /** Changes that this tab carried out, whatever became of them. */
  readonly changeCount: number;
  readonly isPanelOpen: boolean;
}

export interface HistoryStore extends StoreApi<HistoryState> {
  /** Which step a change has become; for as long as somebody holds on to it. */
  readonly idsOfChanges: WeakMap<Change, string>;
}

const unread: History = {
  traces: [],
  steps: [],
  reachedSeq: Infinity,
  isFromStart: true,
};

const nothing: Pick<HistoryState, 'histories' | 'openedSeq' | 'newestSeq' | 'lostIds'> = {
  histories: new Map<HistoryKey, History>([['', unread]]),
  openedSeq: 0,
  newestSeq: 0,
  lostIds: new Set(),
};

export function createHistoryStore(): HistoryStore {
  const store = createStore<HistoryState>()(() => ({
    ...nothing,
    changeCount: 0,
    isPanelOpen: false,
  }));
  return { ...store, idsOfChanges: new WeakMap() };
}

/** Another project, or none, is open: nothing of its history was read yet. */
export function resetHistory(store: HistoryStore, openedSeq: number): void {
  store.setState({ ...nothing, openedSeq, newestSeq: openedSeq });
}

/** Keeps a history of an image from now on. */
export function beginHistory(store: HistoryStore, key: HistoryKey): void {
  store.setState(({ histories }) =>
    histories.has(key) ? {} : { histories: new Map(histories).set(key, unread) },
  );
}

/** What was written to the journal just now, in each history that is kept or begins with it. */
export function noteTraces(
  store: HistoryStore,
  written: readonly { readonly key: HistoryKey; readonly trace: Trace }[],
): void {
  store.setState(({ histories, newestSeq }) => {
    const next = new Map(histories);
    for (const { key, trace } of written) {
      const history = next.get(key) ?? (trace.home === key ? unread : null);
      if (!history) continue;
      next.set(key, {
        ...history,
        traces: [...history.traces, trace],
        steps: withTraces(history.steps, [trace]),
      });
    }
    const seqs = written.map(({ trace }) => trace.seq);
    return { histories: next, newestSeq: seqs.reduce((a, b) => Math.max(a, b), newestSeq) };
  });
}

/** This tab has carried out a change. */
export function noteChange(store: HistoryStore, change: Change, changeId: string): void {
  store.idsOfChanges.set(change, changeId);
  store.setState(({ changeCount }) => ({ changeCount: changeCount + 1 }));
}

/** An older part of a history was read. */
export function addOlderTraces(
  store: HistoryStore,
  key: HistoryKey,
  page: {
    readonly before: number; // the `seq` up to which it was asked for
    readonly traces: readonly Trace[]; // ascending
    readonly reachedSeq: number;
    readonly isFromStart: boolean;
  },
): void {
  store.setState(({ histories }) => {
    const history = histories.get(key);
    const { traces: older, before, ...reach } = page;
    if (history?.reachedSeq !== before) return {}; // somebody else has read it meanwhile
    const last = older.at(-1)?.seq ?? 0;
    // what was written while it was read may be in both
    const traces = [...older, ...history.traces.filter(({ seq }) => seq > last)];
    const next: History = { ...reach, traces, steps: withTraces([], traces) };
    return { histories: new Map(histories).set(key, next) };
  });
}

/** A step turned out to be beyond reach. */
export function markLost(store: HistoryStore, changeId: string): void {
  store.setState(({ lostIds }) => ({ lostIds: new Set(lostIds).add(changeId) }));
}

export function showHistoryPanel(store: HistoryStore, isPanelOpen: boolean): void {
  store.setState({ isPanelOpen });
}

/** Whether a step is there and not taken back. */
export function isStanding(store: HistoryStore, key: HistoryKey, changeId: string): boolean {
  return stepOf(store, key, changeId)?.undoneSeq === null;
}

/** A step of a history, as far back as it was read. */
export function stepOf(store: HistoryStore, key: HistoryKey, changeId: string): Step | null {
  const { histories } = store.getState();
  return histories.get(key)?.steps.find((step) => step.changeId === changeId) ?? null;
}
