import { useTranslation } from 'react-i18next';
import { useAnnotationImport, useSession } from '../servicesContext.ts';
import { Dialog } from '../widgets/Dialog.tsx';
import { AnnotationForm } from './AnnotationForm.tsx';

/** Files with annotations: what they are, what they bring, and where it goes. */
export function AnnotationDialog() {
  const { t } = useTranslation();
  const isOpen = useSession(({ dialog }) => dialog === 'annotations');
  const open = useAnnotationImport((state) => state.open);
  if (!open) return null;
  return (
    <Dialog
      isOpen={isOpen}
      onClose={open.close}
      title={t('annotations.title')}
      size="xl"
      yOffset="4vh"
    >
      <AnnotationForm open={open} />
    </Dialog>
  );
}
