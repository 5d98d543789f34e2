import { useTranslation } from 'react-i18next';
import { setExportOpen } from '#store/sessionStore.ts';
import { useServices, useSession } from '../servicesContext.ts';
import { Dialog } from '../widgets/Dialog.tsx';
import { ExportForm } from './ExportForm.tsx';

/** What leaves, in which format, and what of it cannot be kept. */
export function ExportDialog() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const isOpen = useSession((state) => state.isExportOpen);
  const close = () => setExportOpen(stores.session, false);
  return (
    <Dialog isOpen={isOpen} onClose={close} title={t('export.title')} size="wide">
      <ExportForm onClose={close} />
    </Dialog>
  );
}
