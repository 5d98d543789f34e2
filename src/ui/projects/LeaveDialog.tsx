import { useTranslation } from 'react-i18next';
import { agreeToLeave } from '#flows/projects/navigate.ts';
import { reportError } from '#flows/report.ts';
import { askToLeave } from '#store/projectsStore.ts';
import { useProjects, useServices } from '../servicesContext.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';

/** Asks before work that still runs is ended by turning to another project. */
export function LeaveDialog() {
  const { t } = useTranslation();
  const services = useServices();
  const isAsked = useProjects((state) => state.leavingTo !== null);
  return (
    <ConfirmDialog
      isOpen={isAsked}
      title={t('leave.title')}
      body={t('leave.body')}
      cancel={t('leave.stay')}
      confirm={t('leave.go')}
      onCancel={() => askToLeave(services.stores.projects, null)}
      onConfirm={() => {
        agreeToLeave(services).catch((error: unknown) => reportError(services, error));
      }}
    />
  );
}
