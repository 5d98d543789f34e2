import type { ProjectId } from '#core/annotation/ids.ts';
import type { Services } from '../services.ts';

/** Until the first image is shown and its encoding has begun, ms. */
const restMs = 8000;

/**
 * Makes sure, a while after a project was opened, that its second copy is what storage holds: projects
 * from before there were copies get theirs, and what a crash kept from it is caught up with. That is for
 * the tab that writes.
 */
export function followSecondCopy(services: Services): void {
  const { stores, secondCopy, wait } = services;
  let attended: ProjectId | null = null;
  const writtenHere = () => {
    const isWriter = stores.role.getState().role === 'writer';
    return isWriter ? (stores.document.getState().document?.project.id ?? null) : null;
  };
  function look(): void {
    const projectId = writtenHere();
    if (projectId === attended) return;
    attended = projectId;
    if (projectId) void attendLater(projectId);
  }
  async function attendLater(projectId: ProjectId): Promise<void> {
    await wait(restMs, new AbortController().signal);
    if (writtenHere() === projectId) await secondCopy.attend(projectId);
  }
  stores.role.subscribe(look);
  stores.document.subscribe(look);
  look();
}
