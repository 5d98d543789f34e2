import { AnnotationDialog } from '../annotations/AnnotationDialog.tsx';
import { BackupDialog } from '../backup/BackupDialog.tsx';
import { PackageDialog } from '../backup/PackageDialog.tsx';
import { RestoreDialog } from '../backup/RestoreDialog.tsx';
import { CategoryManager } from '../categories/manager/CategoryManager.tsx';
import { DivideDialog } from '../divide/DivideDialog.tsx';
import { ExportDialog } from '../export/ExportDialog.tsx';
import { ExportReportDialog } from '../export/ExportReportDialog.tsx';
import { ImportDialog } from '../import/ImportDialog.tsx';
import { ImportReportDialog } from '../import/ImportReportDialog.tsx';
import { MergeDialog } from '../merge/MergeDialog.tsx';
import { CloseGapsDialog } from '../objects/CloseGapsDialog.tsx';
import { OverlapPolicyDialog } from '../objects/OverlapPolicyDialog.tsx';
import { OverlapQuestionDialog } from '../objects/OverlapQuestionDialog.tsx';
import { PropagateDialog } from '../objects/PropagateDialog.tsx';
import { TidyDialog } from '../objects/TidyDialog.tsx';
import { Palette } from '../palette/Palette.tsx';
import { SettingsDialog } from './settings/SettingsDialog.tsx';
import { ShortcutSheet } from './shortcuts/ShortcutSheet.tsx';

/** The dialogs that are not needed at the start; loaded behind it. */
export function LaterDialogs() {
  return (
    <>
      <ImportDialog />
      <ImportReportDialog />
      <AnnotationDialog />
      <ExportDialog />
      <ExportReportDialog />
      <DivideDialog />
      <MergeDialog />
      <BackupDialog />
      <RestoreDialog />
      <PackageDialog />
      <TidyDialog />
      <CloseGapsDialog />
      <PropagateDialog />
      <OverlapPolicyDialog />
      <OverlapQuestionDialog />
      <SettingsDialog />
      <ShortcutSheet />
      <Palette />
      <CategoryManager />
    </>
  );
}

/** Of the workbench, but few projects have attributes: it comes with the dialogs. */
export { AttributeSection } from '../objects/AttributeSection.tsx';
