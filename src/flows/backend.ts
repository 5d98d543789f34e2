import type { BackendChoice, BackendUse } from '#core/backend/backend.ts';
import { setBackend } from '#store/engineStore.ts';
import { forgetVerdicts, setBackendChoice } from '#store/settingsStore.ts';
import { retryEngine } from './prepareImage.ts';
import { say } from './report.ts';
import type { Services } from './services.ts';

/** The segmenter has begun on a backend; a setback is told, not reported: the work goes on. */
export function showBackend(services: Pick<Services, 'stores' | 'newId'>, use: BackendUse): void {
  setBackend(services.stores.engine, use);
  if (use.isSetback) say(services, 'info', { about: 'backendSetback', why: use.why });
}

/** Takes another backend from now on; the open image stays, and what was asked is answered. */
export async function changeBackend(services: Services, choice: BackendChoice): Promise<void> {
  setBackendChoice(services.stores.settings, choice);
  services.sam.restart(choice);
  await retryEngine(services);
}

/** Looks at the graphics device as if for the first time. */
export async function checkDeviceAgain(services: Services): Promise<void> {
  const { settings } = services.stores;
  forgetVerdicts(settings);
  services.sam.restart(settings.getState().backendChoice);
  await retryEngine(services);
}
