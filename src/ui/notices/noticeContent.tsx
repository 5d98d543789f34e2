import { Button, Group, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { binDays } from '#core/project/bin.ts';
import type { Change, ChangeName } from '#core/project/change.ts';
import type { Services } from '#flows/services.ts';
import { undoChange } from '#flows/undo.ts';
import type { NoticeMessage } from '#store/jobsStore.ts';
import { ImportEnded, ImportStopped } from '../import/ImportNotices.tsx';
import { backendText } from '../text/backendText.ts';
import { bytesText } from '../text/bytesText.ts';
import { failureText } from '../text/failureText.ts';
import { SetAsideNotice } from './SetAsideNotice.tsx';

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
  const { services, hide } = surroundings;
  switch (message.about) {
    case 'imported':
      return <ImportEnded end={message.end} onDone={hide} services={services} />;
    case 'importStopped':
      return <ImportStopped stopped={message} onDone={hide} services={services} />;
    case 'changed': {
      const name = t(`change.${message.change.name}`);
      const text = t('notice.changed', { change: name, count: message.imageCount });
      return <Undoable t={t} text={text} change={message.change} {...surroundings} />;
    }
    case 'status': {
      const text = t(`notice.status.${message.status}`, { fileName: message.fileName });
      return <Undoable t={t} text={text} change={message.change} {...surroundings} />;
    }
    case 'setAside':
      return <SetAsideNotice t={t} found={message.found} />;
    default:
      return sentenceOf(t, message);
  }
}

type Sentence = Exclude<
  NoticeMessage,
  { about: 'imported' | 'importStopped' | 'changed' | 'status' | 'setAside' }
>;

/** A notice that offers nothing. */
function sentenceOf(t: TFunction, message: Sentence): string {
  switch (message.about) {
    case 'failure':
      return failureText(t, message.failure);
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
    case 'folderUnchanged':
      return t('notice.folderUnchanged', { folderName: message.folderName });
    case 'movedToBin':
      return t('notice.movedToBin', { name: message.name, days: binDays });
    case 'spaceLow':
      return t('notice.spaceLow', { left: bytesText(message.leftBytes) });
    case 'archived':
      return withMissing(t, t(`notice.archived.${message.kind}`, message), message.missingCount);
    case 'restored':
      return withMissing(t, t('notice.restored', message), message.missingCount);
    case 'backendSetback':
      return t('notice.backendSetback', { why: backendText(t, message.why) });
    case 'noneLeft':
      return t(message.isReview ? 'notice.noneLeftToReview' : 'notice.noneLeft');
    case 'emptyMask':
    case 'emptyShape':
    case 'tooFewPoints':
    case 'nothingSelected':
    case 'nothingLeft':
    case 'objectLocked':
    case 'crossing':
    case 'dividesNothing':
    case 'changedWhileSimplified':
    case 'modelMissing':
    case 'openMask':
    case 'changedSince':
      return t(`notice.${message.about}`);
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
          void undoChange(services, change);
        }}
      >
        {t('notice.undo')}
      </Button>
    </Group>
  );
}
