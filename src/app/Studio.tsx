import { useEffect, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { ImageCanvas } from '#canvas/ImageCanvas.tsx';
import type { Services } from '#flows/services.ts';
import { createToolRunner } from '#tools/runner.ts';
import { bindKeys } from '#ui/commands/bindKeys.ts';
import { Dialogs } from '#ui/dialogs/Dialogs.tsx';
import { GalleryScreen } from '#ui/gallery/GalleryScreen.tsx';
import { FollowFrame } from '#ui/projects/FollowFrame.tsx';
import { ProjectsScreen } from '#ui/projects/ProjectsScreen.tsx';
import { ServicesProvider, useSession } from '#ui/servicesContext.ts';
import { Workbench } from '#ui/workbench/Workbench.tsx';

/** The studio around its services. */
export function Studio({ services }: { readonly services: Services }) {
  useTranslation(); // all is drawn anew in another language, numbers too
  const runner = useMemo(() => createToolRunner(services), [services]);
  useEffect(() => bindKeys(window, services), [services]);
  return (
    <ServicesProvider value={services}>
      <FollowFrame>
        <Screens canvas={<Canvas services={services} runner={runner} />} />
      </FollowFrame>
      <Dialogs />
    </ServicesProvider>
  );
}

function Screens({ canvas }: { readonly canvas: ReactNode }) {
  const screen = useSession((state) => state.screen);
  switch (screen) {
    case 'projects':
      return <ProjectsScreen />;
    case 'gallery':
      return <GalleryScreen />;
    case 'workbench':
      return <Workbench canvas={canvas} />;
  }
}

interface CanvasProps {
  readonly services: Services;
  readonly runner: ReturnType<typeof createToolRunner>;
}

function Canvas({ services: { stores }, runner }: CanvasProps) {
  const { t } = useTranslation();
  const openImageId = useStore(stores.session, (state) => state.openImageId);
  const fileName = useStore(
    stores.document,
    ({ document }) => openImageId && document?.images.get(openImageId)?.fileName,
  );
  const label = fileName ? t('canvas.label', { fileName }) : t('canvas.empty');
  return <ImageCanvas stores={stores} runner={runner} label={label} />;
}
