import { lazy, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { tools } from '#tools/registry.ts';
import { CandidateBar } from '../prompting/CandidateBar.tsx';
import { CategoryPanel } from '../categories/CategoryPanel.tsx';
import { CategoryPicker } from '../categories/CategoryPicker.tsx';
import { Filmstrip } from '../filmstrip/Filmstrip.tsx';
import { ImagePanel } from '../image/ImagePanel.tsx';
import { ObjectPanel } from '../objects/ObjectPanel.tsx';
import { NoteBubble } from '../review/NoteBubble.tsx';
import { NoteStrip } from '../review/NoteStrip.tsx';
import { ReviewBar } from '../review/ReviewBar.tsx';
import { useDocument, useRole, useSession } from '../servicesContext.ts';
import { CommandButton } from '../widgets/CommandButton.tsx';
import { FolderStrip } from '../import/FolderStrip.tsx';
import { DropTarget } from './DropTarget.tsx';
import { EmptyState } from './EmptyState.tsx';
import { EngineBanner } from './EngineBanner.tsx';
import { Header } from './Header.tsx';
import { StatusBar } from './StatusBar.tsx';
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
        {isEmpty && <EmptyState />}
        <div className={classes.over}>
          <ReviewBar />
          <NoteStrip />
          <FolderStrip />
          <EngineBanner />
        </div>
        <NoteBubble />
        <CandidateBar />
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

function Toolbar() {
  const isReviewing = useSession((state) => state.isReviewing);
  const isFollowing = useRole() === 'follower';
  const chosenId = useSession((state) => state.toolId);
  const toolId = isFollowing ? 'select' : chosenId;
  return (
    <>
      {tools.map(({ id }) => (
        <CommandButton
          key={id}
          commandId={`tool.${id}`}
          isActive={id === toolId}
          tooltipPosition="right"
        />
      ))}
      <CommandButton commandId="toggleReview" isActive={isReviewing} tooltipPosition="right" />
      <span className={classes.spring} />
      <CommandButton commandId="undo" tooltipPosition="right" />
      <CommandButton commandId="redo" tooltipPosition="right" />
      <CommandButton commandId="fitView" tooltipPosition="right" />
      <CommandButton commandId="actualSize" tooltipPosition="right" />
      <CommandButton commandId="showShortcuts" tooltipPosition="right" />
    </>
  );
}
