import { ClipboardCheck, Keyboard, Maximize, Redo2, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
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
import { SimplifyBar } from '../shapes/SimplifyBar.tsx';
import { useDocument, useRole, useSession } from '../servicesContext.ts';
import { CommandButton } from '../widgets/CommandButton.tsx';
import { OneToOneIcon } from '../widgets/OneToOneIcon.tsx';
import { FolderStrip } from '../import/FolderStrip.tsx';
import { DropTarget } from './DropTarget.tsx';
import { EmptyState } from './EmptyState.tsx';
import { EngineBanner } from './EngineBanner.tsx';
import { Header } from './Header.tsx';
import { StatusBar } from './StatusBar.tsx';
import classes from './Workbench.module.css';

/** The one screen: tools left, canvas in the middle, objects right, images below. */
export function Workbench({ canvas }: { readonly canvas: ReactNode }) {
  const { t } = useTranslation();
  const isEmpty = useDocument(({ document }) => document !== null && document.images.size === 0);
  return (
    <div className={classes.workbench}>
      <header className={classes.header}>
        <Header />
      </header>
      <nav className={classes.tools} aria-label={t('group.segment')}>
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
        <SimplifyBar />
      </main>
      <aside className={classes.side} aria-label={t('objects.title')}>
        <ImagePanel />
        <CategoryPanel />
        <ObjectPanel />
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

function Toolbar() {
  const isReviewing = useSession((state) => state.isReviewing);
  const isFollowing = useRole() === 'follower';
  const chosenId = useSession((state) => state.toolId);
  const toolId = isFollowing ? 'select' : chosenId;
  return (
    <>
      {tools.map(({ id, icon }) => (
        <CommandButton
          key={id}
          commandId={`tool.${id}`}
          icon={icon}
          isActive={id === toolId}
          tooltipPosition="right"
        />
      ))}
      <CommandButton
        commandId="toggleReview"
        icon={ClipboardCheck}
        isActive={isReviewing}
        tooltipPosition="right"
      />
      <span className={classes.spring} />
      <CommandButton commandId="undo" icon={Undo2} tooltipPosition="right" />
      <CommandButton commandId="redo" icon={Redo2} tooltipPosition="right" />
      <CommandButton commandId="fitView" icon={Maximize} tooltipPosition="right" />
      <CommandButton commandId="actualSize" icon={OneToOneIcon} tooltipPosition="right" />
      <CommandButton commandId="showShortcuts" icon={Keyboard} tooltipPosition="right" />
    </>
  );
}
