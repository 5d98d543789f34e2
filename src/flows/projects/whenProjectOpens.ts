import { reportError } from '../report.ts';
import type { Services } from '../services.ts';

/**
 * Does something now, if a project is open, and whenever another one is opened or the open one is closed.
 * A failure is shown.
 *
 * @returns stops
 */
export function whenProjectOpens(services: Services, act: () => Promise<void>): () => void {
  const { document } = services.stores;
  function begin(): void {
    act().catch((error: unknown) => reportError(services, error));
  }
  if (document.getState().document) begin();
  return document.subscribe((state, former) => {
    if (state.document?.project.id !== former.document?.project.id) begin();
  });
}
