import { openDB } from 'idb';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { Category } from '#core/annotation/category.ts';
import type { ImageId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import type { Change } from '#core/project/change.ts';
import { annotationCountOf, type ImageSummary } from '#core/project/project.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import { replayImage, replayProject } from '#core/project/replay.ts';
import type { MaskwrightSchema, Owned, OwnKey } from '#storage/schema.ts';
import { openSecondCopy } from '#storage/secondCopy/secondCopy.ts';
import { openStorage, type Storage } from '#storage/storage.ts';
import { CopyRestore } from '#flows/secondCopy/copyRestore.ts';
import { createStores } from '#store/stores.ts';
import { bytesOf, editSession, emptyProject, type SessionStep } from './editSession.ts';

/** What a kill left of a session. */
export interface Verdict {
  /** Changes that are on disk; null when the state is none that the session ever had. */
  readonly stepCount: number | null;
  readonly problems: readonly string[];
  readonly snapshotCount: number; // of those that were compared
}

/** The page's side of the kill test. */
export interface KillPage {
  /** Edits until the browser is killed; calls `acknowledged` with the number of changes on disk. */
  edit(seed: number): Promise<void>;
  /** Compares what is on disk with what has to be there after so many changes, or one more. */
  verify(seed: number, acknowledgedCount: number): Promise<Verdict>;
  /** Makes the projects anew that only the second copy knows. @returns what went wrong with that */
  bringBack(): Promise<readonly string[]>;
  /**
   * Compares a project that was brought back with what it was after so many changes, one more, or fewer:
   * the last ones may not have reached the copy. Its pictures and its history are gone.
   */
  verifyCopy(seed: number, acknowledgedCount: number): Promise<Verdict>;
  /** Asks for a change that cannot be written beyond its first edit. @returns what went wrong with that */
  refuseHalf(seed: number): Promise<readonly string[]>;
}

declare global {
  interface Window {
    killPage: KillPage;
    acknowledged(count: number): Promise<void>;
  }
}

const secondCopy = openSecondCopy();
const storage = await openStorage(
  () => undefined,
  async () => undefined,
  secondCopy,
);
await storage.sweep();
let snapshotCount = 0;
window.killPage = { edit, verify, bringBack, verifyCopy, refuseHalf };

async function edit(seed: number): Promise<void> {
  const { id } = emptyProject(seed);
  await storage.takeWriting(id);
  let count = 0;
  for (const { change, verb } of editSession(seed)) {
    const arrivals = change.edits.flatMap((each) =>
      each.kind === 'image' && !each.before && each.after ? [each.after.blobKey] : [],
    );
    const files = new Map(
      arrivals.map((blobKey) => {
        const blob = new Blob([bytesOf(blobKey)]);
        return [blobKey, { blob, thumbnail: blob.slice(0, 500) }] as const;
      }),
    );
    await storage.commit(id, change, { verb, changeId: `${seed}-${count}`, at: 1, by: '', files });
    count += 1;
    // the next one is not begun before this one is noted outside, so that one at most is in hand
    await window.acknowledged(count);
  }
}

async function verify(seed: number, acknowledgedCount: number): Promise<Verdict> {
  snapshotCount = 0;
  const { id } = emptyProject(seed);
  await secondCopy.attend(id); // as the studio does when it opens the project
  const stored = await storage.loadProject(id);
  if (!stored) {
    const problems = acknowledgedCount === 0 ? [] : [`project ${id} is gone`];
    return { stepCount: acknowledgedCount === 0 ? 0 : null, problems, snapshotCount };
  }
  const disk = await diskState(storage, stored.images);
  const steps = firstSteps(seed, acknowledgedCount + 1);
  const candidates = steps.slice(Math.max(0, acknowledgedCount - 1));
  const text = textOf({ ...stored, annotations: disk.annotations });
  const at = candidates.findIndex(({ document }) => textOf(partsOf(document)) === text);
  const problems = [...disk.problems, ...(await journalProblems(stored))];
  if (at < 0) {
    const lost = ['half a change, or a lost one', ...problems];
    return { stepCount: null, problems: lost, snapshotCount };
  }
  return { stepCount: Math.max(0, acknowledgedCount - 1) + at + 1, problems, snapshotCount };

  async function journalProblems({ project, categories }: NonNullable<typeof stored>) {
    const state = replayProject(await storage.journalOf(project.id, ''));
    const isSame =
      canonical(state.project) === canonical(project) &&
      canonical([...state.categories.values()].toSorted(byId)) ===
        canonical(categories.toSorted(byId));
    return isSame ? [] : ['project: journal and records disagree'];
  }
}

async function bringBack(): Promise<readonly string[]> {
  const known = new Set((await storage.projects()).map(({ id }) => id));
  const problems: string[] = [];
  const means = { now: () => 1, newId: () => crypto.randomUUID(), stores: createStores() };
  for (const id of await secondCopy.projectIds()) {
    if (known.has(id)) continue;
    const copy = await secondCopy.read(id);
    if (!copy) continue; // killed before its first change was written
    const work = new CopyRestore(means, id, new AbortController().signal);
    await storage.restoreProject(id, (restore) => work.write(copy, restore));
    if (work.damagedCount > 0) problems.push(`${id}: ${work.damagedCount} damaged records`);
    await secondCopy.renew(id);
  }
  return problems;
}

async function verifyCopy(seed: number, acknowledgedCount: number): Promise<Verdict> {
  snapshotCount = 0;
  const stored = await storage.loadProject(emptyProject(seed).id);
  if (!stored) return { stepCount: 0, problems: [], snapshotCount };
  const annotations = new Map<ImageId, readonly Annotation[]>();
  for (const { id } of stored.images) {
    annotations.set(id, await storage.annotationsOf(stored.project.id, id));
  }
  const text = textOf({ ...stored, annotations });
  const steps = firstSteps(seed, acknowledgedCount + 1);
  const at = steps.findLastIndex(({ document }) => textOf(partsOf(document)) === text);
  const problems = await snapshotProblems(stored.images);
  return at < 0
    ? { stepCount: null, problems: ['a state that never was', ...problems], snapshotCount }
    : { stepCount: at + 1, problems, snapshotCount };
}

async function refuseHalf(seed: number): Promise<readonly string[]> {
  const before = emptyProject(seed);
  const { id } = before;
  await storage.takeWriting(id);
  const uncloneable = { id: 'x', name: () => 'a function' } as unknown as Category;
  const change: Change = {
    name: 'mergePackage',
    edits: [
      { kind: 'project', before, after: { ...before, name: 'half' } },
      { kind: 'category', before: null, after: uncloneable },
    ],
  };
  const details = { verb: 'did', changeId: 'half', at: 1, by: '' } as const;
  const error: unknown = await storage.commit(id, change, details).catch((each: unknown) => each);
  const isTyped = error instanceof AppError && error.failure.code === 'storage/write-failed';
  const journal = await storage.journalOf(id, '');
  return [
    ...(isTyped ? [] : [`not the failure that was expected: ${String(error)}`]),
    ...((await storage.loadProject(id))?.project.name === 'half' ? ['half was written'] : []),
    ...(journal.some(({ changeId }) => changeId === 'half') ? ['its entry was written'] : []),
  ];
}

function firstSteps(seed: number, count: number): readonly SessionStep[] {
  const session = editSession(seed);
  return Array.from({ length: count }, () => session.next().value);
}

/** The objects of all images, and what does not fit together. */
async function diskState(from: Storage, images: readonly ImageSummary[]) {
  const annotations = new Map<ImageId, readonly Annotation[]>();
  const problems: string[] = [];
  for (const image of images) {
    const { projectId } = image as Owned<ImageSummary>;
    const found = await from.annotationsOf(projectId, image.id);
    annotations.set(image.id, found);
    const state = replayImage(null, await from.journalOf(projectId, image.id));
    const replayed = [...state.annotations.values()].toSorted(byId);
    if (canonical(state.image) !== canonical(image)) problems.push(`${image.id}: row and journal`);
    if (canonical(replayed) !== canonical(found.toSorted(byId))) {
      problems.push(`${image.id}: objects and journal`);
    }
    if (annotationCountOf(image) !== found.length) problems.push(`${image.id}: counts`);
    const bytes = new Uint8Array(await (await from.blob(image.blobKey)).arrayBuffer());
    if (canonical([...bytes]) !== canonical([...bytesOf(image.blobKey)])) {
      problems.push(`${image.id}: bytes`);
    }
    if ((await from.thumbnail(image.blobKey))?.size !== 500)
      problems.push(`${image.id}: thumbnail`);
  }
  const setAside = await from.quarantined();
  const reasons = setAside.map(({ reason }) => reason);
  return { annotations, problems: [...problems, ...reasons, ...(await snapshotProblems(images))] };
}

/** Whether each snapshot and what came after it give what lies on disk. */
async function snapshotProblems(images: readonly ImageSummary[]): Promise<readonly string[]> {
  const database = await openDB<MaskwrightSchema>('maskwright');
  const problems: string[] = [];
  for (const image of images) {
    const { projectId } = image as Owned<ImageSummary>;
    const key: OwnKey = [projectId, image.id];
    const snapshot = await database.get('snapshots', key);
    if (!snapshot) continue;
    snapshotCount += 1;
    const known = new Map(snapshot.annotations.map((each) => [each.id, each]));
    const state = replayImage(
      { seq: snapshot.seq, image: snapshot.image, annotations: known },
      await database.getAllFromIndex('journal', 'byImage', key),
    );
    const found = await database.getAllFromIndex('annotations', 'byImage', key);
    const isSame =
      canonical(state.image) === canonical(image) &&
      canonical([...state.annotations.values()].toSorted(byId)) === canonical(found.toSorted(byId));
    if (!isSame) problems.push(`${image.id}: snapshot`);
  }
  database.close();
  return problems;
}

interface Parts {
  readonly project: unknown;
  readonly categories: readonly { readonly id: string }[];
  readonly images: readonly ImageSummary[];
  readonly annotations: ReadonlyMap<ImageId, readonly Annotation[]>;
}

function partsOf({ project, categories, images, annotations }: ProjectDocument): Parts {
  return {
    project,
    categories: [...categories.values()],
    images: [...images.values()],
    annotations: new Map([...annotations].map(([id, objects]) => [id, [...objects.values()]])),
  };
}

/** All of it, in one order and without what only storage adds. */
function textOf({ project, categories, images, annotations }: Parts): string {
  const objects = images.flatMap(({ id }) => annotations.get(id) ?? []);
  return canonical([
    project,
    categories.toSorted(byId),
    images.toSorted(byId),
    objects.toSorted(byId),
  ]);
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (name, each: unknown) => {
    if (name === 'projectId') return undefined;
    if (each instanceof Uint32Array) return [...each];
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}
