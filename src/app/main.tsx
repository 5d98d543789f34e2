import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '#ui/theme/globals.css';
import i18next from 'i18next';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { invariant } from '#core/failure.ts';
import { followBackupSchedule } from '#flows/backup/backupSchedule.ts';
import { followImports } from '#flows/import/resumeImport.ts';
import { followEdits } from '#flows/linkedFolder/followEdits.ts';
import { followFolder } from '#flows/linkedFolder/followFolder.ts';
import { followProjectModel } from '#flows/projectModel.ts';
import { followDisplayWindow } from '#flows/review/displayWindow.ts';
import { placeOfHash } from '#flows/projects/address.ts';
import { followOtherTabs } from '#flows/projects/followOtherTabs.ts';
import { purgeExpired } from '#flows/projects/purge.ts';
import { followAdjustment } from '#flows/view/followAdjustment.ts';
import { rememberView } from '#flows/rememberView.ts';
import { restModel } from '#flows/restModel.ts';
import { followSecondCopy } from '#flows/secondCopy/followSecondCopy.ts';
import type { Services } from '#flows/services.ts';
import { startStudio } from '#flows/startStudio.ts';
import { sweepWhenIdle } from '#flows/storage/sweepWhenIdle.ts';
import { tellDamage } from '#flows/storage/tellDamage.ts';
import { watchSpace } from '#flows/storage/watchSpace.ts';
import { createStores } from '#store/stores.ts';
import { App } from './App.tsx';
import { bindAddress } from './bindAddress.ts';
import { createServices } from './createServices.ts';
import { followLanguage } from './followLanguage.ts';
import { showTitle } from './showTitle.ts';

const stores = createStores();
let opening: Promise<Services> | null = null;
/** Opened once, however often React mounts. */
function openServices(onSuperseded: () => void): Promise<Services> {
  opening ??= openStudio(onSuperseded);
  return opening;
}

async function openStudio(onSuperseded: () => void): Promise<Services> {
  const services = await createServices(stores, onSuperseded);
  tellDamage(services);
  followOtherTabs(services);
  await startStudio(services, i18next.t('app.newProject'), placeOfHash(window.location.hash));
  watchSpace(services);
  sweepWhenIdle(services);
  followSecondCopy(services);
  followProjectModel(services);
  followDisplayWindow(services);
  followAdjustment(services);
  followBackupSchedule(services);
  followFolder(services);
  followImports(services);
  restModel(services);
  const view = rememberView(services);
  const mirror = followEdits(services);
  window.addEventListener('pagehide', () => {
    view.flush();
    mirror.flush();
  });
  bindAddress(window, services);
  showTitle(document, services);
  void purgeExpired(services);
  return services;
}

async function start(): Promise<void> {
  // before anything is drawn: nobody is to see a language that they did not choose
  await followLanguage(document, stores);
  const root = document.getElementById('root');
  invariant(root !== null, 'index.html has a root');
  createRoot(root).render(
    <StrictMode>
      <App openServices={openServices} />
    </StrictMode>,
  );
}

void start();
