import type { ProjectId } from '#core/annotation/ids.ts';
import type { CopyEdit } from '#core/backup/copyLines.ts';
import type { FramePlace } from '#core/backup/replayCopy.ts';

/** A change that is on disk, as the second copy keeps it. */
export interface CopiedChange extends FramePlace {
  readonly edits: readonly CopyEdit[];
}

/** Why there is no second copy of a project. */
export type CopyLack =
  | 'notYet' // it is made when the studio is at rest
  | 'unsupported' // this browser has no files for pages, or none that workers may write
  | 'full' // it was given up for the sake of the work itself, or never begun
  | 'failed';

/** What the page asks of the worker; those with a number are answered by `done`. */
export type CopyRequest =
  | { readonly kind: 'append'; readonly projectId: ProjectId; readonly change: CopiedChange }
  | { readonly kind: 'attend'; readonly projectId: ProjectId; readonly call: number }
  | { readonly kind: 'renew'; readonly projectId: ProjectId; readonly call: number }
  | { readonly kind: 'remove'; readonly projectId: ProjectId; readonly call: number }
  | { readonly kind: 'giveUp'; readonly call: number };

/** What the worker tells the page. */
export type CopyReply =
  /** All changes up to `seq` are in the copy. */
  | { readonly kind: 'copied'; readonly projectId: ProjectId; readonly seq: number }
  | { readonly kind: 'lacking'; readonly projectId: ProjectId; readonly why: CopyLack }
  | { readonly kind: 'done'; readonly call: number };

/** The first line of a base, as JSON. */
export interface BaseHead {
  readonly format: 'maskwright second copy';
  readonly version: number;
  readonly schemaVersion: number; // of the records
  readonly projectId: string;
  readonly madeAt: number; // ms since 1970, UTC
}

/** The layout of the files. What a reader does not know, such as records of a new kind, it passes over. */
export const copyVersion = 1;
