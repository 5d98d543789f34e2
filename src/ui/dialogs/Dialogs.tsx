import { lazy, Suspense, useState } from 'react';
import { BackupReminder } from '../backup/BackupReminder.tsx';
import { Notices } from '../notices/Notices.tsx';
import { LeaveDialog } from '../projects/LeaveDialog.tsx';
import { useSession } from '../servicesContext.ts';
import { ExportDialog } from './ExportDialog.tsx';
import { ShortcutSheet } from './ShortcutSheet.tsx';

const LaterDialogs = lazy(async () => {
  const { LaterDialogs: component } = await import('./LaterDialogs.tsx');
  return { default: component };
});

/** What may lie over every screen. */
export function Dialogs() {
  const isWanted = useSession(
    ({ dialog, settingsSection }) => dialog !== null || settingsSection !== null,
  );
  const [wasWanted, setWasWanted] = useState(false);
  if (isWanted && !wasWanted) setWasWanted(true);
  return (
    <>
      <ShortcutSheet />
      <ExportDialog />
      {wasWanted && (
        <Suspense>
          <LaterDialogs />
        </Suspense>
      )}
      <BackupReminder />
      <LeaveDialog />
      <Notices />
    </>
  );
}
