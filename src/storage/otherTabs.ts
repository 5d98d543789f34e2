const lockName = 'maskwright-tab';

/** Lets other tabs of the studio know of this one for as long as it lives. */
export function announceTab(): void {
  if (!('locks' in navigator)) return;
  // never resolved: the lock goes with the tab
  void navigator.locks.request(lockName, { mode: 'shared' }, () => new Promise(() => undefined));
}

/** Whether another tab of the studio is open; false where the browser does not tell. */
export async function isOtherTabOpen(): Promise<boolean> {
  if (!('locks' in navigator)) return false;
  const { held = [] } = await navigator.locks.query();
  return held.filter(({ name }) => name === lockName).length > 1;
}
