import { BackupDialog } from './BackupDialog.tsx';
import { BackupReminder } from './BackupReminder.tsx';
import { PackageDialog } from './PackageDialog.tsx';
import { RestoreDialog } from './RestoreDialog.tsx';

/** Everything about backups that may lie over any screen. */
export function BackupDialogs() {
  return (
    <>
      <BackupDialog />
      <RestoreDialog />
      <PackageDialog />
      <BackupReminder />
    </>
  );
}
