import { currentPlace, hashOfPlace, placeOfHash } from '#flows/projects/address.ts';
import { goTo } from '#flows/projects/navigate.ts';
import { reportError } from '#flows/report.ts';
import type { Services } from '#flows/services.ts';

/** Keeps the address and the place in the studio the same, both ways; the history of the tab is its own. */
export function bindAddress(target: Window, services: Services): void {
  const { session, document, role } = services.stores;
  let isFollowingAddress = false;
  let isScheduled = false;
  function write(how: 'push' | 'replace'): void {
    const place = currentPlace(services.stores);
    const hash = place && hashOfPlace(place);
    if (!hash || hash === target.location.hash) return;
    if (how === 'push') target.history.pushState(null, '', hash);
    else target.history.replaceState(null, '', hash);
  }
  /** Screen and project change one after the other, and are one step. */
  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    queueMicrotask(() => {
      isScheduled = false;
      write(isFollowingAddress ? 'replace' : 'push');
    });
  }
  async function follow(): Promise<void> {
    isFollowingAddress = true;
    try {
      await goTo(services, placeOfHash(target.location.hash));
    } finally {
      isFollowingAddress = false;
      write('replace');
    }
  }
  write('replace');
  session.subscribe(({ screen }, former) => {
    if (screen !== former.screen) schedule();
  });
  document.subscribe((state, former) => {
    if (state.document?.project.id !== former.document?.project.id) schedule();
  });
  role.subscribe(schedule);
  target.addEventListener('popstate', () => {
    follow().catch((error: unknown) => reportError(services, error));
  });
}
