import { AppError } from '#core/failure.ts';
import type { DocumentState } from '#store/documentStore.ts';
import { setMirror, type FolderState } from '#store/folderStore.ts';
import { isFollowing } from '../projects/role.ts';
import { reportError, say } from '../report.ts';
import type { Services } from '../services.ts';
import { writeMirror } from './mirror.ts';
import { noteLoss } from './rescanFolder.ts';

/** Edits rest for so long before the mirror is written. */
const restMs = 2000;
/** After a failure it is tried again so much later. */
const retryMs = 15_000;
/** A large project is not written all the time: the mirror rests so many times as long as it took. */
const restFactor = 8;

/**
 * Keeps the mirror in the linked folder as new as the edits, two seconds after the last one.
 *
 * @returns `flush` writes at once what is not written yet
 */
export function followEdits(services: Services): { readonly flush: () => void } {
  const keeper = new MirrorKeeper(services);
  services.stores.document.subscribe((state, former) => keeper.followDocument(state, former));
  services.stores.folder.subscribe((state, former) => keeper.followFolder(state, former));
  return { flush: () => keeper.flush() };
}

/** Writes the mirror, never twice at a time. */
class MirrorKeeper {
  private readonly services: Services;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private isBusy = false;
  private tookMs = 0;
  private hasToldFailure = false;

  constructor(services: Services) {
    this.services = services;
  }

  followDocument({ document }: DocumentState, former: DocumentState): void {
    if (document === former.document || !this.services.stores.folder.getState().handle) return;
    this.schedule(Math.max(restMs, this.tookMs * restFactor));
  }

  /** What was not written when the folder could not be used is written when it can. */
  followFolder(state: FolderState, former: FolderState): void {
    const isUsable = state.handle !== null && state.access === 'ready';
    const wasUsable = former.handle === state.handle && former.access === 'ready';
    if (isUsable && !wasUsable) this.schedule(restMs);
  }

  flush(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (this.isBusy) {
      this.schedule(restMs);
      return;
    }
    this.isBusy = true;
    this.write()
      .catch((error: unknown) => reportError(this.services, error))
      .finally(() => {
        this.isBusy = false;
      });
  }

  private schedule(ms: number): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), ms);
  }

  private async write(): Promise<void> {
    const { stores, now } = this.services;
    const projectId = stores.document.getState().document?.project.id;
    const { handle, access } = stores.folder.getState();
    const isUsable = handle !== null && access === 'ready';
    // the tab that writes to the project writes its mirror too
    if (!projectId || !isUsable || isFollowing(this.services)) return;
    const startedAt = now();
    setMirror(stores.folder, { kind: 'writing' });
    try {
      await writeMirror(this.services, projectId);
      this.hasToldFailure = false;
      this.tookMs = now() - startedAt;
      if (stores.folder.getState().handle !== handle) return;
      setMirror(stores.folder, { kind: 'written', at: now() });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.tell(error);
    }
  }

  private tell(error: AppError): void {
    const { services } = this;
    noteLoss(services, error);
    setMirror(services.stores.folder, { kind: 'failed', failure: error.failure });
    if (!this.hasToldFailure) {
      say(services, 'problem', { about: 'failure', failure: error.failure });
    }
    this.hasToldFailure = true;
    this.schedule(retryMs);
  }
}
