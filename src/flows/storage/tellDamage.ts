import { say } from '../report.ts';
import type { Services } from '../services.ts';

/** Tells the user, by name, of every record that storage had to set aside. */
export function tellDamage(services: Services): void {
  services.storage.watchDamage((found) => say(services, 'problem', { about: 'setAside', found }));
}
