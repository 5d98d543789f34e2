import { Button, Group, List, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { binDays } from '#core/project/bin.ts';
import type { Change, ChangeName } from '#core/project/change.ts';
import { takeBack } from '#flows/review/imageStatus.ts';
import type { Services } from '#flows/services.ts';
import type { NoticeMessage } from '#store/jobsStore.ts';
import { backendText } from '../text/backendText.ts';
import { failureText } from '../text/failureText.ts';

const listedFailures = 6;

/** What a notice that offers something needs to do it. */
export interface NoticeSurroundings {
  readonly services: Services;
  readonly hide: () => void;
}

/** A notice in words, with what it offers. */
export function noticeContent(
  t: TFunction,
  message: NoticeMessage,
  surroundings: NoticeSurroundings,
): ReactNode {
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
    case 'changed': {
      const name = t(`change.${message.change.name}`);
      const text = t('notice.changed', { change: name, count: message.imageCount });
      return <Undoable t={t} text={text} change={message.change} {...surroundings} />;
    }
    case 'status': {
      const text = t(`notice.status.${message.status}`, { fileName: message.fileName });
      return <Undoable t={t} text={text} change={message.change} {...surroundings} />;
    }
    case 'movedToBin':
      return t('notice.movedToBin', { name: message.name, days: binDays });
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
    case 'noneLeft':
      return t(message.isReview ? 'notice.noneLeftToReview' : 'notice.noneLeft');
    case 'openMask':
      return t('notice.openMask');
    case 'undoTooLate':
      return t('notice.undoTooLate');
  }
}

/** A sentence, and one more when bytes of images were not there. */
function withMissing(t: TFunction, sentence: string, missingCount: number): string {
  if (missingCount === 0) return sentence;
  return `${sentence} ${t('notice.imagesMissing', { count: missingCount })}`;
}

interface UndoableProps extends NoticeSurroundings {
  readonly t: TFunction;
  readonly text: string;
  readonly change: Change;
}

function Undoable({ t, text, change, services, hide }: UndoableProps) {
  return (
    <Group gap="sm" wrap="nowrap" justify="space-between">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {text}
      </Text>
      <Button
        size="compact-xs"
        variant="default"
        style={{ flexShrink: 0 }}
        onClick={() => {
          hide();
          void takeBack(services, change);
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
