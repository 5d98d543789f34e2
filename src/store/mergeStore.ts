import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ProjectId } from '#core/annotation/ids.ts';
import type { MergeConflict } from '#core/merge/mergeObjects.ts';
import type { PackageContent } from '#core/merge/packageContent.ts';
import { choicesOf, type MergeChoice } from '#core/merge/resolveMerge.ts';
import type { MergePlan } from '#core/merge/threeWay.ts';
import type { Agreement } from '#core/metrics/agreement.ts';

/** A package that is open to be merged, and what was decided so far. Nothing of it is written yet. */
export interface OpenMerge {
  readonly projectId: ProjectId; // that it is merged into
  readonly content: PackageContent;
  readonly plan: MergePlan;
  readonly agreement: Agreement;
  readonly choices: ReadonlyMap<string, MergeChoice>; // by MergeConflict.id
  readonly shownIndex: number; // of the conflict that is looked at
}

export interface MergeState {
  readonly open: OpenMerge | null;
}

export type MergeStore = StoreApi<MergeState>;

export function createMergeStore(): MergeStore {
  return createStore<MergeState>()(() => ({ open: null }));
}

/** Shows a package; what was decided for the same conflicts before stays decided. */
export function showMerge(
  store: MergeStore,
  shown: Pick<OpenMerge, 'projectId' | 'content' | 'plan' | 'agreement'>,
): void {
  store.setState(({ open }) => {
    const isSame = open?.content === shown.content;
    const choices = isSame ? open.choices : new Map<string, MergeChoice>();
    return { open: { ...shown, choices, shownIndex: 0 } };
  });
}

/** Lets the package go; the project stays as it is. */
export function closeMerge(store: MergeStore): void {
  store.setState({ open: null });
}

/** Looks at another conflict; places before the first or behind the last are the first and the last. */
export function turnToConflict(store: MergeStore, index: number): void {
  update(store, (open) => ({
    ...open,
    shownIndex: Math.max(0, Math.min(index, open.plan.conflicts.length - 1)),
  }));
}

/** Decides the conflict that is looked at and turns to the next undecided one, if there is one. */
export function decideShown(store: MergeStore, choice: MergeChoice): void {
  update(store, (open) => {
    const conflict = open.plan.conflicts[open.shownIndex];
    if (!conflict || !choicesOf(conflict.kind).includes(choice)) return open;
    const choices = new Map(open.choices).set(conflict.id, choice);
    return { ...open, choices, shownIndex: nextUndecided({ ...open, choices }) };
  });
}

/** Decides everything that is undecided alike. */
export function decideRest(store: MergeStore, choice: 'mine' | 'theirs'): void {
  update(store, (open) => {
    const rest = open.plan.conflicts.filter(({ id }) => !open.choices.has(id));
    const decided = rest.map(({ id }) => [id, choice] as const);
    return { ...open, choices: new Map([...open.choices, ...decided]) };
  });
}

/** How many conflicts nobody has decided yet. */
export function undecidedCountOf({ plan, choices }: OpenMerge): number {
  return plan.conflicts.filter(({ id }: MergeConflict) => !choices.has(id)).length;
}

function nextUndecided({ plan, choices, shownIndex }: OpenMerge): number {
  const isOpen = ({ id }: MergeConflict) => !choices.has(id);
  const after = plan.conflicts.findIndex((each, i) => i > shownIndex && isOpen(each));
  if (after >= 0) return after;
  const before = plan.conflicts.findIndex(isOpen);
  return before >= 0 ? before : shownIndex;
}

function update(store: MergeStore, revise: (open: OpenMerge) => OpenMerge): void {
  store.setState(({ open }) => (open ? { open: revise(open) } : {}));
}
