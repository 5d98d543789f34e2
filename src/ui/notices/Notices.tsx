import { notifications } from '@mantine/notifications';
import type { TFunction } from 'i18next';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dismissNotice, type Notice, type NoticeMessage } from '#store/jobsStore.ts';
import type { ChangeName } from '#core/project/change.ts';
import type { Services } from '#flows/services.ts';
import { hasReport, ImportEnded, ImportStopped } from '../import/ImportNotices.tsx';
import { useJobs, useServices } from '../servicesContext.ts';
import { backendText } from '../text/backendText.ts';
import { failureText } from '../text/failureText.ts';

const infoMs = 4000;

/** Hands notices to the toasts: problems stay until they are dismissed, the rest goes by itself. */
export function Notices() {
  const { t } = useTranslation();
  const services = useServices();
  const { stores } = services;
  const notices = useJobs((state) => state.notices);
  useEffect(() => {
    for (const notice of notices) {
      show(t, services, notice);
      dismissNotice(stores.jobs, notice.id);
    }
  }, [notices, services, stores, t]);
  return null;
}

function show(t: TFunction, services: Services, { id, kind, message }: Notice): void {
  const hide = () => notifications.hide(id);
  notifications.show({
    id,
    message: content(t, message, { services, hide }),
    color: kind === 'problem' ? 'red' : 'indigo',
    autoClose: kind === 'problem' || waits(message) ? false : infoMs,
    role: kind === 'problem' ? 'alert' : 'status',
    withCloseButton: true,
    closeButtonProps: { 'aria-label': t('notice.close') },
  });
}

/** Whether the notice offers something, so that it stays until the person has answered. */
function waits(message: NoticeMessage): boolean {
  if (message.about === 'importStopped') return true;
  return message.about === 'imported' && hasReport(message.end);
}

interface Surroundings {
  readonly services: Services;
  readonly hide: () => void;
}

function content(
  t: TFunction,
  message: NoticeMessage,
  { services, hide }: Surroundings,
): ReactNode {
  switch (message.about) {
    case 'failure':
      return failureText(t, message.failure);
    case 'imported':
      return <ImportEnded end={message.end} onDone={hide} services={services} />;
    case 'importStopped':
      return <ImportStopped stopped={message} onDone={hide} services={services} />;
    case 'folderUnchanged':
      return t('notice.folderUnchanged', { folderName: message.folderName });
    case 'step': {
      const change = t(`change.${message.change as ChangeName}`);
      const step = t(`notice.${message.verb}`, { change });
      const { fileName } = message;
      return fileName ? t('notice.onImage', { step, fileName }) : step;
    }
    case 'exported':
      return t('notice.exported', { fileName: message.fileName });
    case 'emptyMask':
      return t('notice.emptyMask');
    case 'backendSetback':
      return t('notice.backendSetback', { why: backendText(t, message.why) });
    case 'modelMissing':
      return t('notice.modelMissing');
  }
}
