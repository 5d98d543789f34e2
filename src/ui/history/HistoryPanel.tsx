import { lazy, Suspense } from 'react';
import { useHistory } from '../servicesContext.ts';

const HistoryWindow = lazy(async () => {
  const { HistoryWindow: component } = await import('./HistoryWindow.tsx');
  return { default: component };
});

/** All steps, over the edge of the canvas or the gallery, while they are wanted; loaded when first shown. */
export function HistoryPanel() {
  const isOpen = useHistory((state) => state.isPanelOpen);
  return (
    isOpen && (
      <Suspense>
        <HistoryWindow />
      </Suspense>
    )
  );
}
