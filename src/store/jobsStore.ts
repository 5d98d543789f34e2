import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ProjectId } from '#core/annotation/ids.ts';
import type { BackendReason } from '#core/backend/backend.ts';
import type { Split } from '#core/project/split.ts';
import type { Failure } from '#core/failure.ts';
import type { Change } from '#core/project/change.ts';
import type { Step } from '#core/project/history.ts';
import type { ImageStatus } from '#core/project/project.ts';
import type { SetAside } from '#core/project/setAside.ts';
import type { Obstacle } from '#core/project/takeBack.ts';

export type JobName =
  | 'lookForImages'
  | 'openImages'
  | 'copyImages'
  | 'exportDataSet'
  | 'importAnnotations'
  | 'removeImages'
  | 'changeCategories'
  | 'writeBackup'
  | 'exportPackage'
  | 'startPartition'
  | 'goThroughHistory'
  | 'bringBack';

/** A piece of work that takes a while and can be cancelled. */
export interface Job {
  readonly id: string;
  readonly name: JobName;
  readonly doneCount: number;
  readonly totalCount: number; // 0 while nobody knows
  readonly cancel: () => void;
  /** How fast it goes; absent or null while it cannot be told. */
  readonly pace?: JobPace | null;
  /** Absent where the work cannot rest. */
  readonly rest?: JobRest;
}

/** How fast a job goes. */
export interface JobPace {
  readonly bytesPerSecond: number;
  readonly remainingMs: number;
}

/** A job that can rest and go on. */
export interface JobRest {
  readonly isPaused: boolean;
  readonly pause: () => void;
  readonly resume: () => void;
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
  | { readonly about: 'imported'; readonly end: ImportEnd }
  | {
      readonly about: 'importStopped'; // by a crash, a reload, a full disk
      readonly runId: string;
      readonly title: string;
      readonly doneCount: number;
      readonly totalCount: number;
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
      readonly hasLockedSplit: boolean; // it was open until then
    }
  | { readonly about: 'changed'; readonly change: Change; readonly imageCount: number } // can be undone
  | { readonly about: 'valuesLost'; readonly change: Change; readonly count: number } // can be undone
  | {
      readonly about: 'categoriesAdded';
      readonly addedCount: number;
      readonly knownCount: number; // their names were there already
      readonly unreadCount: number; // of a file: what could not be read
    }
  | {
      readonly about: 'annotationsImported';
      readonly end: AnnotationEnd;
    }
  | { readonly about: 'movedToBin'; readonly name: string }
  | { readonly about: 'divided'; readonly imageCounts: Readonly<Record<Split, number>> }
  | { readonly about: 'merged'; readonly imageCount: number }
  | {
      readonly about: 'archived'; // a backup or package was written
      readonly kind: 'backup' | 'package';
      readonly fileName: string;
      readonly missingCount: number; // images whose bytes could not be read
    }
  | { readonly about: 'restored'; readonly projectName: string; readonly missingCount: number }
  | {
      readonly about: 'labelsLost'; // projects that only the second copy knows
      readonly projects: readonly {
        readonly projectId: ProjectId;
        readonly name: string;
        readonly isInBin: boolean;
      }[];
      readonly lastProjectId: ProjectId | null; // that was open last
    }
  | {
      readonly about: 'broughtBack'; // out of the second copy
      readonly name: string; // of the project that is open now
      readonly count: number; // of all that are back
      readonly missingCount: number; // images without their pictures
      readonly damagedCount: number; // records that could not be read
    }
  | { readonly about: 'folderUnchanged'; readonly folderName: string }
  | { readonly about: 'emptyMask' }
  | { readonly about: 'emptyShape' } // nothing of it lies on the image
  | { readonly about: 'tooFewPoints' } // an outline would have less than three
  | { readonly about: 'nothingSelected' } // what was drawn has nothing to change
  | { readonly about: 'nothingLeft' } // an edit would leave an object without a pixel
  | { readonly about: 'objectLocked' }
  | { readonly about: 'needsTwo' } // an operation on several objects, of which fewer are selected
  | { readonly about: 'onePart' } // nothing to split
  | { readonly about: 'leavesImage' } // a move would take an object off the image
  | { readonly about: 'allTaken' } // other objects keep every pixel of what was to be made
  | { readonly about: 'covered'; readonly objectCount: number } // nothing was left of so many
  | { readonly about: 'copied'; readonly objectCount: number }
  | { readonly about: 'crossing' } // rings would pass through themselves or each other
  | { readonly about: 'changedWhileSimplified' }
  | { readonly about: 'dividesNothing' } // a line that cuts no object in two
  | {
      readonly about: 'status';
      readonly status: ImageStatus;
      readonly fileName: string;
      readonly change: Change; // offered to be taken back
    }
  | { readonly about: 'openMask' } // would be lost by going on
  | {
      readonly about: 'stepBlocked'; // by what was done since
      readonly verb: 'undid' | 'redid';
      readonly step: Step;
      readonly obstacle: Obstacle;
    }
  | { readonly about: 'wentThrough'; readonly undoneCount: number; readonly redoneCount: number }
  | { readonly about: 'noneLeft'; readonly isReview: boolean } // no further image to label or review
  | { readonly about: 'setAside'; readonly found: readonly SetAside[] } // damaged records
  | { readonly about: 'spaceLow'; readonly leftBytes: number }
  | { readonly about: 'backendSetback'; readonly why: BackendReason }
  | { readonly about: 'modelMissing' }; // the project's own model; the built-in one is used

/** How an import ended. */
export interface ImportEnd {
  readonly outcome: 'finished' | 'cancelled' | 'failed';
  readonly addedCount: number;
  readonly attachedCount: number; // pictures that images without theirs were waiting for
  readonly duplicateCount: number; // files whose bytes were there already
  readonly lookalikeCount: number; // images that came in and look like another one
  readonly leftOutCount: number; // files of folders that are no images by their names
  readonly failures: readonly Failure[]; // files that were refused, and what ended it
}

/** How an import of annotations ended. */
export interface AnnotationEnd {
  readonly outcome: 'finished' | 'cancelled';
  readonly addedCount: number; // objects
  readonly imageCount: number; // that got or lost any
  readonly knownCount: number; // objects that were there already
  readonly removedCount: number; // objects that were replaced
  readonly skippedCount: number; // images that had objects already
}

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

/** @param pace undefined: as it was */
export function advanceJob(
  store: JobsStore,
  id: string,
  doneCount: number,
  pace?: JobPace | null,
): void {
  reviseJob(store, id, (job) => ({ ...job, doneCount, ...(pace === undefined ? {} : { pace }) }));
}

/** Says that a job rests or goes on; one that cannot rest stays as it is. */
export function setJobPaused(store: JobsStore, id: string, isPaused: boolean): void {
  reviseJob(store, id, (job) => (job.rest ? { ...job, rest: { ...job.rest, isPaused } } : job));
}

function reviseJob(store: JobsStore, id: string, revise: (job: Job) => Job): void {
  store.setState(({ jobs }) => ({ jobs: jobs.map((job) => (job.id === id ? revise(job) : job)) }));
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
