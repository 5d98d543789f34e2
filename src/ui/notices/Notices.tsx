import { Button, Group, List, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { TFunction } from 'i18next';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Services } from '#flows/services.ts';
import { undoChange } from '#flows/undo.ts';
import { dismissNotice, type Notice, type NoticeMessage } from '#store/jobsStore.ts';
import type { ChangeName } from '#core/project/change.ts';
import { useJobs, useServices } from '../servicesContext.ts';
import { backendText } from '../text/backendText.ts';
import { failureText } from '../text/failureText.ts';
import classes from './Notices.module.css';

const infoMs = 4000;
/** Time to read it and to decide. */
const undoableMs = 8000;
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

function show(t: TFunction, services: Services, { id: noticeId, kind, message }: Notice): void {
  const isUndoable = message.about === 'status';
  // of steps that are taken one after the other the last one is enough
  const id = isUndoable ? 'status' : noticeId;
  if (isUndoable) notifications.hide(id);
  notifications.show({
    id,
    message: isUndoable ? (
      <StatusNotice t={t} services={services} {...message} />
    ) : (
      content(t, message)
    ),
    color: kind === 'problem' ? 'red' : 'indigo',
    // the corner above belongs to buttons, and a status is set again and again
    position: isUndoable ? 'bottom-center' : undefined,
    className: isUndoable ? classes.overStrip : undefined,
    autoClose: kind === 'problem' ? false : isUndoable ? undoableMs : infoMs,
    role: kind === 'problem' ? 'alert' : 'status',
    withCloseButton: true,
    closeButtonProps: { 'aria-label': t('notice.close') },
  });
}

function content(t: TFunction, message: Exclude<NoticeMessage, { about: 'status' }>): ReactNode {
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
    case 'noneLeft':
      return t(message.isReview ? 'notice.noneLeftToReview' : 'notice.noneLeft');
    case 'openMask':
      return t('notice.openMask');
    case 'changedSince':
      return t('notice.changedSince');
  }
}

type StatusNoticeProps = Extract<NoticeMessage, { about: 'status' }> & {
  readonly t: TFunction;
  readonly services: Services;
};

function StatusNotice({ t, services, status, fileName, change }: StatusNoticeProps) {
  return (
    <Group gap="sm" wrap="nowrap" justify="space-between">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {t(`notice.status.${status}`, { fileName })}
      </Text>
      <Button
        size="compact-xs"
        variant="default"
        style={{ flexShrink: 0 }}
        onClick={() => {
          notifications.hide('status');
          void undoChange(services, change);
        }}
      >
        {t('notice.undo')}
      </Button>
    </Group>
  );
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
