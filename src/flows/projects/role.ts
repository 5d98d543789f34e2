import { AppError } from '#core/failure.ts';
import { reportError } from '../report.ts';
import type { Services } from '../services.ts';

/** Whether another tab writes to the open project, so that this one may only look. */
export function isFollowing({ stores }: Pick<Services, 'stores'>): boolean {
  return stores.role.getState().role === 'follower';
}

/** Tells that nothing can be edited here, if so. @returns whether that is so */
export function refuseToEdit(services: Services): boolean {
  if (!isFollowing(services)) return false;
  reportError(services, new AppError({ code: 'storage/not-the-writer' }));
  return true;
}
