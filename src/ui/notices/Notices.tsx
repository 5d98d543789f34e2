import { notifications } from '@mantine/notifications';
import type { TFunction } from 'i18next';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Services } from '#flows/services.ts';
import { dismissNotice, type Notice, type NoticeMessage } from '#store/jobsStore.ts';
import { useJobs, useServices } from '../servicesContext.ts';
import { hasReport } from '../import/ImportNotices.tsx';
import { noticeContent } from './noticeContent.tsx';
import classes from './Notices.module.css';
import { StorageOffer } from './StorageOffer.tsx';

const infoMs = 4000;
/** Time to read it and to decide. */
const undoableMs = 8000;

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

function show(t: TFunction, services: Services, { id: noticeId, kind, message }: Notice): void {
  const id = sharedIdOf(message) ?? noticeId;
  // the newest of those that say the same is enough
  if (id !== noticeId) notifications.hide(id);
  const isBelow = standsBelow(message);
  notifications.show({
    id,
    message: (
      <StorageOffer t={t} services={services} noticeId={id} message={message}>
        {noticeContent(t, message, { services, hide: () => notifications.hide(id) })}
      </StorageOffer>
    ),
    color: kind === 'problem' ? 'red' : 'indigo',
    position: isBelow ? 'bottom-center' : undefined,
    className: isBelow ? classes.overStrip : undefined,
    autoClose: stays(kind, message) ? false : isUndoable(message) ? undoableMs : infoMs,
    role: kind === 'problem' ? 'alert' : 'status',
    withCloseButton: true,
    closeButtonProps: { 'aria-label': t('notice.close') },
  });
}

/** The corner above belongs to buttons: a status is set again and again, a loss sends to one of them. */
function standsBelow(message: NoticeMessage): boolean {
  if (message.about === 'failure') return message.failure.code === 'storage/lost';
  return message.about === 'status' || message.about === 'labelsLost';
}

/** What would otherwise be said once for every step that a person takes. */
function sharedIdOf(message: NoticeMessage): string | null {
  if (message.about === 'status') return 'status';
  const isLoss = message.about === 'failure' && message.failure.code === 'storage/image-missing';
  if (isLoss) return 'image-missing';
  const isRefusal =
    message.about === 'failure' && message.failure.code === 'storage/not-the-writer';
  return isRefusal ? 'refusal' : null;
}

/** Problems, and what offers something, wait until the person has answered. */
function stays(kind: Notice['kind'], message: NoticeMessage): boolean {
  const isLasting = message.about === 'importStopped' || message.about === 'broughtBack';
  if (kind === 'problem' || isLasting) return true;
  return message.about === 'imported' && hasReport(message.end);
}

function isUndoable({ about }: NoticeMessage): boolean {
  return about === 'status' || about === 'changed' || about === 'valuesLost';
}
