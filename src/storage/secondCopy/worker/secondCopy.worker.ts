import type { ProjectId } from '#core/annotation/ids.ts';
import { isSpaceLow } from '#core/project/storageUse.ts';
import { openCopyRoot } from '../copyFolder.ts';
import type { CopyLack, CopyReply, CopyRequest } from '../protocol.ts';
import { ProjectCopy } from './projectCopy.ts';

/** What waits for a moment without edits waits for so long after the last one, ms. */
const restMs = 3000;

/**
 * A change is with the operating system at once, which outlives the browser, and on disk after so long,
 * ms: to wait for the disk each time would hold up the database, which waits for it too.
 */
const flushMs = 100;

const copies = new Map<ProjectId, ProjectCopy>();
let turn: Promise<unknown> = Promise.resolve();
let flushing: ReturnType<typeof setTimeout> | null = null;
let resting: ReturnType<typeof setTimeout> | null = null;

/** Requests are carried out one after the other; writing a base takes turns with them. */
self.addEventListener('message', ({ data: request }: MessageEvent<CopyRequest>) => {
  void carryOut(request);
});

async function carryOut(request: CopyRequest): Promise<void> {
  switch (request.kind) {
    case 'append':
      await append(request);
      return;
    case 'attend':
      await guarded(request.projectId, () => attend(request.projectId));
      break;
    case 'renew':
      await guarded(request.projectId, () => renew(request.projectId));
      break;
    case 'remove':
      await guarded(request.projectId, () => inTurn(() => forget(request.projectId)));
      break;
    case 'giveUp':
      await inTurn(giveUp).catch(() => undefined); // what is left of it goes when it is made anew
      break;
  }
  tell({ kind: 'done', call: request.call });
}

async function append(request: Extract<CopyRequest, { kind: 'append' }>): Promise<void> {
  const { projectId, change } = request;
  await guarded(projectId, async () => {
    const seq = await inTurn(() => copyOf(projectId).append(change));
    if (seq < change.seq) tell({ kind: 'lacking', projectId, why: 'notYet' });
    else tell({ kind: 'copied', projectId, seq });
  });
  flushing ??= setTimeout(flush, flushMs);
  if (resting !== null) clearTimeout(resting);
  resting = setTimeout(() => void restAfter(projectId), restMs);
}

async function attend(projectId: ProjectId): Promise<void> {
  const isBaseWanted = await inTurn(() => copyOf(projectId).attend());
  // on a disk that runs full a first copy would take its space from the work itself
  if (isBaseWanted && (await isDiskLow()) && !(await inTurn(() => copyOf(projectId).isThere()))) {
    tell({ kind: 'lacking', projectId, why: 'full' });
  } else if (isBaseWanted) await renew(projectId);
  else tell({ kind: 'copied', projectId, seq: Infinity });
}

async function renew(projectId: ProjectId): Promise<void> {
  await copyOf(projectId).renew(inTurn);
  tell({ kind: 'copied', projectId, seq: Infinity });
}

function flush(): void {
  flushing = null;
  for (const [projectId, copy] of copies) {
    void guarded(projectId, () => inTurn(async () => copy.flush()));
  }
}

/** Files are let go, so that other tabs can have them; a log that has grown long becomes a base. */
async function restAfter(projectId: ProjectId): Promise<void> {
  await inTurn(async () => {
    for (const copy of copies.values()) copy.close();
  });
  if (copies.get(projectId)?.isLogLong()) await guarded(projectId, () => renew(projectId));
}

async function forget(projectId: ProjectId): Promise<void> {
  await copyOf(projectId).remove();
  copies.delete(projectId);
}

async function giveUp(): Promise<void> {
  const root = await openCopyRoot(false);
  if (!root) return;
  for await (const name of root.keys()) {
    const projectId = decodeURIComponent(name) as ProjectId;
    await forget(projectId).catch(() => undefined); // another tab is writing it
    tell({ kind: 'lacking', projectId, why: 'full' });
  }
}

/** Says what went wrong instead of failing: a second copy must never be in the way of the first. */
async function guarded(projectId: ProjectId, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const why = lackOf(error);
    // a copy that cannot grow any more would hold space and be out of date
    if (why === 'full') await inTurn(() => forget(projectId)).catch(() => undefined);
    else copies.get(projectId)?.close();
    copies.delete(projectId); // it is looked at anew the next time
    tell({ kind: 'lacking', projectId, why });
  }
}

function lackOf(error: unknown): CopyLack {
  if (!('createSyncAccessHandle' in (globalThis.FileSystemFileHandle?.prototype ?? {}))) {
    return 'unsupported';
  }
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'QuotaExceededError') return 'full';
  return name === 'SecurityError' ? 'unsupported' : 'failed'; // as in private windows
}

function copyOf(projectId: ProjectId): ProjectCopy {
  const copy = copies.get(projectId) ?? new ProjectCopy(projectId);
  copies.set(projectId, copy);
  return copy;
}

async function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  const mine = turn.then(work);
  turn = mine.catch(() => undefined);
  return mine;
}

async function isDiskLow(): Promise<boolean> {
  const { usage = 0, quota } = await navigator.storage.estimate();
  return (
    quota !== undefined && isSpaceLow({ usedBytes: usage, quotaBytes: quota, isPersisted: false })
  );
}

function tell(reply: CopyReply): void {
  postMessage(reply);
}
