import { AppError } from '#core/failure.ts';
import type { TabMessage } from '#storage/projectChannel.ts';
import { closeProject } from '../openProject.ts';
import { reportError } from '../report.ts';
import type { Services } from '../services.ts';
import { followWritten } from './followTabs.ts';
import { refreshProjects } from './listProjects.ts';
import { showProjects } from './navigate.ts';
import { isFollowing } from './role.ts';
import { stepDown } from './writing.ts';

/** Hears what other tabs do, for as long as the studio is open. */
export function followOtherTabs(services: Services): void {
  const { stores, seat, channel } = services;
  channel.listen((message) => {
    hear(services, message).catch((error: unknown) => reportError(services, error));
  });
  stores.role.subscribe(({ role }) => {
    if (role !== 'follower' || !seat.held) return;
    stepDown(services).catch((error: unknown) => reportError(services, error));
  });
  stores.document.subscribe(({ document }) => {
    if (!document || document.project.deletedAt === null || !isFollowing(services)) return;
    leaveDeleted(services, document.project.name).catch((error: unknown) =>
      reportError(services, error),
    );
  });
}

async function hear(services: Services, message: TabMessage): Promise<void> {
  switch (message.kind) {
    case 'change':
      await services.edits.run(() => followWritten(services, message));
      return;
    case 'projects':
      if (services.stores.projects.getState().listed) await refreshProjects(services);
  }
}

/** Another tab has deleted the project that is open in this one. */
async function leaveDeleted(services: Services, name: string): Promise<void> {
  await closeProject(services);
  await showProjects(services);
  reportError(services, new AppError({ code: 'project/in-bin', name }));
}
