import type { SetAside } from '#core/project/setAside.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';

/** Time for a start to read all that it reads, so that it is told at once, ms. */
const gatherMs = 1000;

/** Tells the user, by name, of every record that storage had to set aside. */
export function tellDamage(services: Services): void {
  let gathered: SetAside[] = [];
  services.storage.watchDamage((found) => {
    const isFirst = gathered.length === 0;
    gathered.push(...found);
    if (isFirst) void services.wait(gatherMs, new AbortController().signal).then(tell);
  });
  function tell(): void {
    say(services, 'problem', { about: 'setAside', found: gathered });
    gathered = [];
  }
}
