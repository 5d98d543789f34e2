import { lazy, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Announcer } from '../announce/Announcer.tsx';
import { CandidateBar } from '../prompting/CandidateBar.tsx';
import { CategoryPanel } from '../categories/CategoryPanel.tsx';
import { CategoryPicker } from '../categories/CategoryPicker.tsx';
import { Filmstrip } from '../filmstrip/Filmstrip.tsx';
import { HistoryPanel } from '../history/HistoryPanel.tsx';
import { ImagePanel } from '../image/ImagePanel.tsx';
import { CanvasMenu } from '../objects/CanvasMenu.tsx';
import { ObjectPanel } from '../objects/ObjectPanel.tsx';
import { NoteBubble } from '../review/NoteBubble.tsx';
import { NoteStrip } from '../review/NoteStrip.tsx';
import { ReviewBar } from '../review/ReviewBar.tsx';
import { useDocument, useSession } from '../servicesContext.ts';
import { SimplifyBar } from '../shapes/SimplifyBar.tsx';
import { ToolOptionsBar } from '../toolOptions/ToolOptionsBar.tsx';
import { CompareSlider } from '../view/CompareSlider.tsx';
import { Minimap } from '../view/Minimap.tsx';
import { FolderStrip } from '../import/FolderStrip.tsx';
import { DropTarget } from './DropTarget.tsx';
import { EmptyState } from './EmptyState.tsx';
import { EngineBanner } from './EngineBanner.tsx';
import { Header } from './Header.tsx';
import { PictureMissing } from './PictureMissing.tsx';
import { StatusBar } from './StatusBar.tsx';
import { Toolbar } from './Toolbar.tsx';
import classes from './Workbench.module.css';

const AttributeSection = lazy(async () => {
  const { AttributeSection: component } = await import('../dialogs/LaterDialogs.tsx');
  return { default: component };
});

/** The one screen: tools left, canvas in the middle, objects right, images below. */
export function Workbench({ canvas }: { readonly canvas: ReactNode }) {
  const { t } = useTranslation();
  const isEmpty = useDocument(({ document }) => document !== null && document.images.size === 0);
  return (
    <div className={classes.workbench}>
      <header className={classes.header}>
        <Header />
      </header>
      <nav className={classes.tools} aria-label={t('group.tools')}>
        <Toolbar />
      </nav>
      <main className={classes.canvas}>
        {canvas}
        <CanvasMenu />
        <CompareSlider />
        <Minimap />
        {isEmpty && <EmptyState />}
        <PictureMissing />
        <div className={classes.over}>
          <ToolOptionsBar />
          <ReviewBar />
          <NoteStrip />
          <FolderStrip />
          <EngineBanner />
        </div>
        <NoteBubble />
        <CandidateBar />
        <HistoryPanel />
        <SimplifyBar />
      </main>
      <aside className={classes.side} aria-label={t('objects.title')}>
        <ImagePanel />
        <CategoryPanel />
        <ObjectPanel />
        <AttributesWhenSelected />
      </aside>
      <section className={classes.strip} aria-label={t('filmstrip.label')}>
        <Filmstrip />
      </section>
      <footer className={classes.status}>
        <StatusBar />
      </footer>
      <DropTarget />
      <CategoryPicker />
      <Announcer />
    </div>
  );
}

/** Few projects have attributes: their fields come with the first object that is selected. */
function AttributesWhenSelected() {
  const isWanted = useSession(({ selectedIds }) => selectedIds.length > 0);
  return (
    isWanted && (
      <Suspense>
        <AttributeSection />
      </Suspense>
    )
  );
}
