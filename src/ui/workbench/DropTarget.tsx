import { Overlay, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openSources } from '#flows/openFiles.ts';
import { reportError } from '#flows/report.ts';
import type { Services } from '#flows/services.ts';
import { useServices } from '../servicesContext.ts';

/** Takes files that are dropped anywhere on the page, or pasted. */
export function DropTarget() {
  const { t } = useTranslation();
  const services = useServices();
  const [isOver, setOver] = useState(false);
  useEffect(() => listenToTransfers(services, setOver), [services]);
  if (!isOver) return null;
  return (
    <Overlay fixed center backgroundOpacity={0.6} zIndex={400} style={{ pointerEvents: 'none' }}>
      <Text size="xl" fw={600} c="white">
        {t('drop.here')}
      </Text>
    </Overlay>
  );
}

function listenToTransfers(services: Services, setOver: (isOver: boolean) => void): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  function take(event: Event, transfer: DataTransfer | null): void {
    if (!transfer || ![...transfer.items].some(({ kind }) => kind === 'file')) return;
    event.preventDefault();
    services.files
      .sourcesOfTransfer(transfer)
      .then((sources) => openSources(services, sources))
      .catch((error: unknown) => reportError(services, error));
  }
  window.addEventListener(
    'dragover',
    (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(!isForOthers(event));
    },
    { signal },
  );
  window.addEventListener(
    'dragleave',
    (event) => {
      if (event.relatedTarget === null) setOver(false);
    },
    { signal },
  );
  window.addEventListener(
    'drop',
    (event) => {
      setOver(false);
      if (isForOthers(event)) return;
      take(event, event.dataTransfer);
    },
    { signal },
  );
  window.addEventListener('paste', (event) => take(event, event.clipboardData), { signal });
  return () => controller.abort();
}

/** Whether the place takes drops itself, such as the settings do for models. */
function isForOthers({ target }: Event): boolean {
  return target instanceof Element && target.closest('[data-drop-zone]') !== null;
}
