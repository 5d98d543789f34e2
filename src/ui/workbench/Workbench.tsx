import { Keyboard, Maximize, Redo2, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { tools } from '#tools/registry.ts';
import { CandidateBar } from '../prompting/CandidateBar.tsx';
import { CategoryPanel } from '../categories/CategoryPanel.tsx';
import { CategoryPicker } from '../categories/CategoryPicker.tsx';
import { ExportDialog } from '../dialogs/ExportDialog.tsx';
import { SettingsDialog } from '../dialogs/settings/SettingsDialog.tsx';
import { ShortcutSheet } from '../dialogs/ShortcutSheet.tsx';
import { Filmstrip } from '../filmstrip/Filmstrip.tsx';
import { Notices } from '../notices/Notices.tsx';
import { ObjectPanel } from '../objects/ObjectPanel.tsx';
import { useDocument, useSession } from '../servicesContext.ts';
import { CommandButton } from '../widgets/CommandButton.tsx';
import { OneToOneIcon } from '../widgets/OneToOneIcon.tsx';
import { FolderStrip } from '../import/FolderStrip.tsx';
import { ImportDialog } from '../import/ImportDialog.tsx';
import { ImportReportDialog } from '../import/ImportReportDialog.tsx';
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
        <FolderStrip />
        <EngineBanner />
        <CandidateBar />
      </main>
      <aside className={classes.side} aria-label={t('objects.title')}>
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
      <ShortcutSheet />
      <ExportDialog />
      <ImportDialog />
      <ImportReportDialog />
      <SettingsDialog />
      <Notices />
    </div>
  );
}

function Toolbar() {
  const toolId = useSession((state) => state.toolId);
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
      <span className={classes.spring} />
      <CommandButton commandId="undo" icon={Undo2} tooltipPosition="right" />
      <CommandButton commandId="redo" icon={Redo2} tooltipPosition="right" />
      <CommandButton commandId="fitView" icon={Maximize} tooltipPosition="right" />
      <CommandButton commandId="actualSize" icon={OneToOneIcon} tooltipPosition="right" />
      <CommandButton commandId="showShortcuts" icon={Keyboard} tooltipPosition="right" />
    </>
  );
}
