import { showDialog } from '#store/sessionStore.ts';
import { isSplitLocked } from '#core/division/ratios.ts';
import { useTranslation } from 'react-i18next';
import { useDocument, useServices, useSession } from '../servicesContext.ts';
import { Dialog } from '../widgets/Dialog.tsx';
import { DivideForm } from './DivideForm.tsx';
import { LockedSplit } from './LockedSplit.tsx';

/** Train, val and test: how the images are divided, seen before it is done. */
export function DivideDialog() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const isOpen = useSession(({ dialog }) => dialog === 'divide');
  const project = useDocument(({ document }) => document?.project);
  const close = () => showDialog(stores.session, null);
  return (
    <Dialog
      isOpen={isOpen && project !== undefined}
      onClose={close}
      title={t('divide.title')}
      size="xl"
    >
      {project && isSplitLocked(project) && project.splitPlan ? (
        <LockedSplit plan={project.splitPlan} onClose={close} />
      ) : (
        <DivideForm plan={project?.splitPlan ?? null} onClose={close} />
      )}
    </Dialog>
  );
}
