import { BackupDialog } from '../backup/BackupDialog.tsx';
import { PackageDialog } from '../backup/PackageDialog.tsx';
import { RestoreDialog } from '../backup/RestoreDialog.tsx';
import { DivideDialog } from '../divide/DivideDialog.tsx';
import { ImportDialog } from '../import/ImportDialog.tsx';
import { ImportReportDialog } from '../import/ImportReportDialog.tsx';
import { MergeDialog } from '../merge/MergeDialog.tsx';
import { SettingsDialog } from './settings/SettingsDialog.tsx';

/** The dialogs that few sessions open; loaded with the first of them. */
export function LaterDialogs() {
  return (
    <>
      <ImportDialog />
      <ImportReportDialog />
      <DivideDialog />
      <MergeDialog />
      <BackupDialog />
      <RestoreDialog />
      <PackageDialog />
      <SettingsDialog />
    </>
  );
}
