import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import type { Services } from '#flows/services.ts';
import type { NoticeMessage } from '#store/jobsStore.ts';
import { setSettingsSection } from '#store/sessionStore.ts';

export interface StorageOfferProps {
  readonly t: TFunction;
  readonly services: Services;
  readonly noticeId: string;
  readonly message: NoticeMessage;
  readonly children: ReactNode;
}

/** What a notice says and, where it is about storage, the way to its page in the settings. */
export function StorageOffer({ t, services, noticeId, message, children }: StorageOfferProps) {
  if (!isAboutStorage(message)) return children;
  return (
    <>
      <div>{children}</div>
      <Button
        mt={6}
        size="compact-xs"
        variant="default"
        onClick={() => {
          notifications.hide(noticeId); // it would lie over what it opens
          setSettingsSection(services.stores.session, 'storage');
        }}
      >
        {t(message.about === 'setAside' ? 'notice.openSetAside' : 'notice.openStorage')}
      </Button>
    </>
  );
}

function isAboutStorage(message: NoticeMessage): boolean {
  if (message.about === 'failure') return message.failure.code === 'storage/quota-exceeded';
  if (message.about === 'imported') {
    return message.end.failures.some(({ code }) => code === 'storage/quota-exceeded');
  }
  return message.about === 'setAside' || message.about === 'spaceLow';
}
