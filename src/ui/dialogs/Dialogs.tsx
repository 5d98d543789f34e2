import { BackupDialogs } from '../backup/BackupDialogs.tsx';
import { DivideDialog } from '../divide/DivideDialog.tsx';
import { ImportDialog } from '../import/ImportDialog.tsx';
import { ImportReportDialog } from '../import/ImportReportDialog.tsx';
import { MergeDialog } from '../merge/MergeDialog.tsx';
import { Notices } from '../notices/Notices.tsx';
import { LeaveDialog } from '../projects/LeaveDialog.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import { SettingsDialog } from './settings/SettingsDialog.tsx';
import { ShortcutSheet } from './ShortcutSheet.tsx';

/** What may lie over every screen. */
export function Dialogs() {
  return (
    <>
      <ShortcutSheet />
      <ExportDialog />
      <ImportDialog />
      <ImportReportDialog />
      <DivideDialog />
      <MergeDialog />
      <BackupDialogs />
      <SettingsDialog />
      <LeaveDialog />
      <Notices />
    </>
  );
}
