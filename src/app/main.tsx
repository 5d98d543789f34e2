import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '#ui/theme/globals.css';
import i18next from 'i18next';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { invariant } from '#core/failure.ts';
import { followImports } from '#flows/import/resumeImport.ts';
import { followEdits } from '#flows/linkedFolder/followEdits.ts';
import { followFolder } from '#flows/linkedFolder/followFolder.ts';
import { followProjectModel } from '#flows/projectModel.ts';
import { rememberView } from '#flows/rememberView.ts';
import type { Services } from '#flows/services.ts';
import { startStudio } from '#flows/startStudio.ts';
import { loadTexts } from '#ui/text/text.ts';
import { App } from './App.tsx';
import { createServices } from './createServices.ts';

loadTexts();

let opening: Promise<Services> | null = null;
/** Opened once, however often React mounts. */
function openServices(onSuperseded: () => void): Promise<Services> {
  opening ??= openStudio(onSuperseded);
  return opening;
}

async function openStudio(onSuperseded: () => void): Promise<Services> {
  const services = await createServices(onSuperseded);
  await startStudio(services, i18next.t('app.newProject'));
  followProjectModel(services);
  followFolder(services);
  followImports(services);
  const view = rememberView(services);
  const mirror = followEdits(services);
  window.addEventListener('pagehide', () => {
    view.flush();
    mirror.flush();
  });
  return services;
}

const root = document.getElementById('root');
invariant(root !== null, 'index.html has a root');
createRoot(root).render(
  <StrictMode>
    <App openServices={openServices} />
  </StrictMode>,
);
