import { Button, Group, List, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { TFunction } from 'i18next';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dismissNotice, type Notice, type NoticeMessage } from '#store/jobsStore.ts';
import type { ChangeName } from '#core/project/change.ts';
import type { Services } from '#flows/services.ts';
import { undoChange } from '#flows/undo.ts';
import { useJobs, useServices } from '../servicesContext.ts';
import { backendText } from '../text/backendText.ts';
import { failureText } from '../text/failureText.ts';

const infoMs = 4000;
/** Time enough to see that it was the wrong thing. */
const undoMs = 10_000;
const listedFailures = 6;

/** Hands notices to the toasts: problems stay until they are dismissed, the rest goes by itself. */
export function Notices() {
  const { t } = useTranslation();
  const services = useServices();
  const { stores } = services;
  const notices = useJobs((state) => state.notices);
  useEffect(() => {
    for (const notice of notices) {
      show(t, notice, services);
      dismissNotice(stores.jobs, notice.id);
    }
  }, [notices, services, stores, t]);
  return null;
}

function show(t: TFunction, { id, kind, message }: Notice, services: Services): void {
  notifications.show({
    id,
    message:
      message.about === 'changed' ? (
        <Changed t={t} {...message} id={id} services={services} />
      ) : (
        content(t, message)
      ),
    color: kind === 'problem' ? 'red' : 'indigo',
    autoClose: kind === 'problem' ? false : message.about === 'changed' ? undoMs : infoMs,
    role: kind === 'problem' ? 'alert' : 'status',
    withCloseButton: true,
    closeButtonProps: { 'aria-label': t('notice.close') },
  });
}

function content(t: TFunction, message: Exclude<NoticeMessage, { about: 'changed' }>): ReactNode {
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
    case 'changedSince':
      return t('notice.changedSince');
    case 'emptyMask':
      return t('notice.emptyMask');
    case 'backendSetback':
      return t('notice.backendSetback', { why: backendText(t, message.why) });
    case 'modelMissing':
      return t('notice.modelMissing');
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

type ChangedProps = Extract<NoticeMessage, { about: 'changed' }> & {
  readonly t: TFunction;
  readonly id: string;
  readonly services: Services;
};

function Changed({ t, id, services, change, imageCount }: ChangedProps) {
  const name = t(`change.${change.name}`);
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <Text size="sm">{t('notice.changed', { change: name, count: imageCount })}</Text>
      <Button
        size="compact-sm"
        variant="light"
        onClick={() => {
          notifications.hide(id);
          void undoChange(services, change);
        }}
      >
        {t('notice.undo')}
      </Button>
    </Group>
  );
}
