import { List, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { TFunction } from 'i18next';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dismissNotice, type Notice, type NoticeMessage } from '#store/jobsStore.ts';
import type { ChangeName } from '#core/project/change.ts';
import { useJobs, useServices } from '../servicesContext.ts';
import { backendText } from '../text/backendText.ts';
import { failureText } from '../text/failureText.ts';

const infoMs = 4000;
const listedFailures = 6;

/** Hands notices to the toasts: problems stay until they are dismissed, the rest goes by itself. */
export function Notices() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const notices = useJobs((state) => state.notices);
  useEffect(() => {
    for (const notice of notices) {
      show(t, notice);
      dismissNotice(stores.jobs, notice.id);
    }
  }, [notices, stores, t]);
  return null;
}

function show(t: TFunction, { id, kind, message }: Notice): void {
  notifications.show({
    id,
    message: content(t, message),
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
      return t(message.hasLockedSplit ? 'notice.exportedAndLocked' : 'notice.exported', {
        fileName: message.fileName,
      });
    case 'divided':
      return t('notice.divided', message.imageCounts);
    case 'merged':
      return t('notice.merged', { count: message.imageCount });
    case 'archived':
      return withMissing(t, t(`notice.archived.${message.kind}`, message), message.missingCount);
    case 'restored':
      return withMissing(t, t('notice.restored', message), message.missingCount);
    case 'emptyMask':
      return t('notice.emptyMask');
    case 'backendSetback':
      return t('notice.backendSetback', { why: backendText(t, message.why) });
    case 'modelMissing':
      return t('notice.modelMissing');
  }
}

/** A sentence, and one more when bytes of images were not there. */
function withMissing(t: TFunction, sentence: string, missingCount: number): string {
  if (missingCount === 0) return sentence;
  return `${sentence} ${t('notice.imagesMissing', { count: missingCount })}`;
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
