import { useTranslation } from 'react-i18next';
import { closeMerge } from '#store/mergeStore.ts';
import { showDialog } from '#store/sessionStore.ts';
import { useDocument, useMerge, useServices, useSession } from '../servicesContext.ts';
import { Dialog } from '../widgets/Dialog.tsx';
import { MergeReview } from './MergeReview.tsx';
import { PackageForm } from './PackageForm.tsx';

/** A package that came back, merged into the project once all is decided. Closed, it keeps the choices. */
export function MergeDialog() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const isOpen = useSession(({ dialog }) => dialog === 'merge');
  const open = useMerge((state) => state.open);
  const projectId = useDocument(({ document }) => document?.project.id);
  const close = () => showDialog(stores.session, null);
  function cancel(): void {
    closeMerge(stores.merge);
    close();
  }
  const isReview = open !== null && open.projectId === projectId;
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={t('merge.title')}
      size={isReview ? 'wide' : 'md'}
      yOffset={isReview ? '3vh' : undefined}
    >
      {isReview ? (
        <MergeReview open={open} onCancel={cancel} onDone={close} />
      ) : (
        <PackageForm onCancel={cancel} />
      )}
    </Dialog>
  );
}
