import type { Project } from './project.ts';

/** How long a deleted project can be brought back. */
export const binDays = 30;

const dayMs = 24 * 60 * 60 * 1000;

/**
 * `deletedAt` of a project that nobody sees: it is being copied or purged. One that a crash left so is
 * swept away at the next start like any other whose time in the bin is over.
 */
export const hiddenSince = 0;

/** Where the start page lists a project; null: nowhere. */
export type ProjectPlace = 'work' | 'archive' | 'bin';

/** @returns null for a project that is being copied or purged */
export function placeOf({ archivedAt, deletedAt }: Project): ProjectPlace | null {
  if (deletedAt === hiddenSince) return null;
  if (deletedAt !== null) return 'bin';
  return archivedAt === null ? 'work' : 'archive';
}

/** Whether its time in the bin is over. @param now ms since 1970, UTC */
export function isExpired({ deletedAt }: Project, now: number): boolean {
  return deletedAt !== null && now - deletedAt >= binDays * dayMs;
}

/** Whole days until a project in the bin is swept away, at least 0. @param now ms since 1970, UTC */
export function daysLeft({ deletedAt }: Project, now: number): number {
  if (deletedAt === null) return binDays;
  return Math.max(0, Math.ceil(binDays - (now - deletedAt) / dayMs));
}
