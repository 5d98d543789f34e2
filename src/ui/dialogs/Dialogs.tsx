import { lazy, Suspense, useEffect, useState } from 'react';
import { BackupReminder } from '../backup/BackupReminder.tsx';
import { Notices } from '../notices/Notices.tsx';
import { LeaveDialog } from '../projects/LeaveDialog.tsx';
import { useSession } from '../servicesContext.ts';

const LaterDialogs = lazy(async () => {
  const { LaterDialogs: component } = await loadLaterDialogs();
  return { default: component };
});

async function loadLaterDialogs() {
  return import('./LaterDialogs.tsx');
}

/** What may lie over every screen. */
export function Dialogs() {
  const isWanted = useSession(
    ({ dialog, isExportOpen, settingsSection, isShortcutSheetOpen }) =>
      dialog !== null || isExportOpen || settingsSection !== null || isShortcutSheetOpen,
  );
  const [wasWanted, setWasWanted] = useState(false);
  if (isWanted && !wasWanted) setWasWanted(true);
  useEffect(() => {
    // there before the first key that opens one; what does not come now is asked for again then
    loadLaterDialogs().catch(() => undefined);
  }, []);
  return (
    <>
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
