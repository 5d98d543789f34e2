import { List, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { TFunction } from 'i18next';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Services } from '#flows/services.ts';
import { dismissNotice, type Notice, type NoticeMessage } from '#store/jobsStore.ts';
import type { ChangeName } from '#core/project/change.ts';
import { useJobs, useServices } from '../servicesContext.ts';
import { backendText } from '../text/backendText.ts';
import { bytesText } from '../text/bytesText.ts';
import { failureText } from '../text/failureText.ts';
import { SetAsideNotice } from './SetAsideNotice.tsx';
import { StorageOffer } from './StorageOffer.tsx';

const infoMs = 4000;
const listedFailures = 6;

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
  notifications.show({
    id,
    message: (
      <StorageOffer t={t} services={services} noticeId={id} message={message}>
        {content(t, message)}
      </StorageOffer>
    ),
    color: kind === 'problem' ? 'red' : 'indigo',
    autoClose: kind === 'problem' ? false : infoMs,
    role: kind === 'problem' ? 'alert' : 'status',
    withCloseButton: true,
    closeButtonProps: { 'aria-label': t('notice.close') },
  });
}

function content(t: TFunction, message: NoticeMessage): ReactNode {
  switch (message.about) {
    case 'failure':
      return failureText(t, message.failure);
    case 'unopened':
      return <Unopened t={t} {...message} />;
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
    case 'setAside':
      return <SetAsideNotice t={t} found={message.found} />;
    case 'spaceLow':
      return t('notice.spaceLow', { left: bytesText(message.leftBytes) });
  }
}

type UnopenedProps = Extract<NoticeMessage, { about: 'unopened' }> & { readonly t: TFunction };

function Unopened({ t, failures, openedCount }: UnopenedProps) {
  const rest = failures.length - listedFailures;
  return (
    <>
      <Text size="sm" fw={600}>
        {t('notice.unopened', { count: failures.length })}
      </Text>
      <List size="xs" my={4}>
        {failures.slice(0, listedFailures).map((failure) => (
          <List.Item key={JSON.stringify(failure)}>{failureText(t, failure)}</List.Item>
        ))}
      </List>
      {rest > 0 && <Text size="xs">{t('notice.more', { count: rest })}</Text>}
      {openedCount > 0 && <Text size="xs">{t('notice.opened', { count: openedCount })}</Text>}
    </>
  );
}
