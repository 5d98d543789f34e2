import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BackendReason } from '#core/backend/backend.ts';
import type { Failure } from '#core/failure.ts';
import type { Change } from '#core/project/change.ts';
import type { ImageStatus } from '#core/project/project.ts';

export type JobName =
  'openImages' | 'exportCoco' | 'removeImages' | 'writeBackup' | 'exportPackage';

/** A piece of work that takes a while and can be cancelled. */
export interface Job {
  readonly id: string;
  readonly name: JobName;
  readonly doneCount: number;
  readonly totalCount: number;
  readonly cancel: () => void;
}

/** Something the user should read; it stays until it is dismissed. */
export interface Notice {
  readonly id: string;
  readonly kind: 'problem' | 'info';
  readonly message: NoticeMessage;
}

/** What is said, as data; the text catalogue holds the sentences. */
export type NoticeMessage =
  | { readonly about: 'failure'; readonly failure: Failure }
  | {
      readonly about: 'unopened';
      readonly failures: readonly Failure[];
      readonly openedCount: number;
    }
  | {
      readonly about: 'step';
      readonly verb: 'undid' | 'redid';
      readonly change: string;
      readonly fileName: string | null;
    }
  | {
      readonly about: 'exported';
      readonly fileName: string;
      readonly imageCount: number;
      readonly annotationCount: number;
    }
  | {
      readonly about: 'archived'; // a backup or package was written
      readonly kind: 'backup' | 'package';
      readonly fileName: string;
      readonly missingCount: number; // images whose bytes could not be read
    }
  | { readonly about: 'restored'; readonly projectName: string; readonly missingCount: number }
  | { readonly about: 'changed'; readonly change: Change; readonly imageCount: number } // can be undone
  | { readonly about: 'movedToBin'; readonly name: string }
  | { readonly about: 'emptyMask' }
  | {
      readonly about: 'status';
      readonly status: ImageStatus;
      readonly fileName: string;
      readonly change: Change; // offered to be taken back
    }
  | { readonly about: 'openMask' } // would be lost by going on
  | { readonly about: 'undoTooLate' }
  | { readonly about: 'noneLeft'; readonly isReview: boolean } // no further image to label or review
  | { readonly about: 'backendSetback'; readonly why: BackendReason }
  | { readonly about: 'modelMissing' }; // the project's own model; the built-in one is used

export interface JobsState {
  readonly jobs: readonly Job[];
  readonly notices: readonly Notice[];
  /** Edits that storage has not taken yet. */
  readonly pendingWriteCount: number;
}

export type JobsStore = StoreApi<JobsState>;

export function createJobsStore(): JobsStore {
  return createStore<JobsState>()(() => ({ jobs: [], notices: [], pendingWriteCount: 0 }));
}

export function startJob(store: JobsStore, job: Job): void {
  store.setState(({ jobs }) => ({ jobs: [...jobs, job] }));
}

export function advanceJob(store: JobsStore, id: string, doneCount: number): void {
  store.setState(({ jobs }) => ({
    jobs: jobs.map((job) => (job.id === id ? { ...job, doneCount } : job)),
  }));
}

export function endJob(store: JobsStore, id: string): void {
  store.setState(({ jobs }) => ({ jobs: jobs.filter((job) => job.id !== id) }));
}

export function notify(store: JobsStore, notice: Notice): void {
  store.setState(({ notices }) => ({ notices: [...notices, notice] }));
}

export function dismissNotice(store: JobsStore, id: string): void {
  store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}

export function countPendingWrites(store: JobsStore, by: number): void {
  store.setState(({ pendingWriteCount }) => ({ pendingWriteCount: pendingWriteCount + by }));
}
