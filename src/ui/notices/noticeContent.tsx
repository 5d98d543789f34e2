import { Button, Group, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { binDays } from '#core/project/bin.ts';
import type { Change, ChangeName } from '#core/project/change.ts';
import type { Step } from '#core/project/history.ts';
import { goBackBefore } from '#flows/history/goToStep.ts';
import type { Services } from '#flows/services.ts';
import { undoChange } from '#flows/undo.ts';
import type { AnnotationEnd, NoticeMessage } from '#store/jobsStore.ts';
import { obstacleText } from '../history/obstacleText.ts';
import { stepText } from '../history/stepText.ts';
import { ImportEnded, ImportStopped } from '../import/ImportNotices.tsx';
import { backendText } from '../text/backendText.ts';
import { bytesText } from '../text/bytesText.ts';
import { failureText } from '../text/failureText.ts';
import { LabelsLostNotice } from './LabelsLostNotice.tsx';
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
    case 'valuesLost': {
      const text = t('notice.valuesLost', { count: message.count });
      return <Undoable t={t} text={text} change={message.change} {...surroundings} />;
    }
    case 'stepBlocked':
      return <Blocked t={t} blocked={message} {...surroundings} />;
    case 'setAside':
      return <SetAsideNotice t={t} found={message.found} />;
    case 'labelsLost':
      return <LabelsLostNotice t={t} lost={message} {...surroundings} />;
    default:
      return sentenceOf(t, message);
  }
}

type Sentence = Exclude<
  NoticeMessage,
  {
    about:
      | 'imported'
      | 'importStopped'
      | 'changed'
      | 'status'
      | 'valuesLost'
      | 'stepBlocked'
      | 'setAside'
      | 'labelsLost';
  }
>;

/** A notice that offers nothing. */
function sentenceOf(t: TFunction, message: Sentence): string {
  switch (message.about) {
    case 'failure':
      return failureText(t, message.failure);
    case 'step':
      return stepSentence(t, message);
    case 'wentThrough':
      return wentThroughText(t, message);
    case 'exported':
      return t(`notice.${message.hasLockedSplit ? 'exportedAndLocked' : 'exported'}`, message);
    case 'divided':
      return t('notice.divided', message.imageCounts);
    case 'merged':
    case 'annotationsImported':
    case 'categoriesAdded':
      return cameInText(t, message);
    case 'folderUnchanged':
    case 'movedToBin':
      return t(`notice.${message.about}`, { ...message, days: binDays });
    case 'spaceLow':
      return t('notice.spaceLow', { left: bytesText(message.leftBytes) });
    case 'archived':
    case 'restored':
    case 'broughtBack':
      return keptText(t, message);
    case 'backendSetback':
      return t('notice.backendSetback', { why: backendText(t, message.why) });
    case 'noneLeft':
      return t(message.isReview ? 'notice.noneLeftToReview' : 'notice.noneLeft');
    case 'covered':
    case 'copied':
      return t(`notice.${message.about}`, { count: message.objectCount });
    case 'needsTwo':
    case 'onePart':
    case 'leavesImage':
    case 'allTaken':
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
      return t(`notice.${message.about}`);
  }
}

type About<Kind extends NoticeMessage['about']> = Extract<NoticeMessage, { about: Kind }>;

function stepSentence(t: TFunction, message: About<'step'>): string {
  const change = t(`change.${message.change as ChangeName}`);
  const step = t(`notice.${message.verb}`, { change });
  const { fileName } = message;
  return fileName ? t('notice.onImage', { step, fileName }) : step;
}

function wentThroughText(t: TFunction, { undoneCount, redoneCount }: About<'wentThrough'>): string {
  const undone = undoneCount > 0 ? t('notice.undoneSteps', { count: undoneCount }) : '';
  const redone = redoneCount > 0 ? t('notice.redoneSteps', { count: redoneCount }) : '';
  return `${undone} ${redone}`.trim();
}

function broughtBackText(t: TFunction, message: About<'broughtBack'>): string {
  const { missingCount, damagedCount } = message;
  return [
    t('notice.broughtBack', message),
    missingCount > 0 ? t('notice.picturesMissing', { count: missingCount }) : '',
    damagedCount > 0 ? t('notice.copyDamaged', { count: damagedCount }) : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** What was saved, or has come back. */
function keptText(t: TFunction, message: About<'archived' | 'restored' | 'broughtBack'>): string {
  switch (message.about) {
    case 'archived':
      return withMissing(t, t(`notice.archived.${message.kind}`, message), message.missingCount);
    case 'restored':
      return withMissing(t, t('notice.restored', message), message.missingCount);
    case 'broughtBack':
      return broughtBackText(t, message);
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
    <Offer
      text={text}
      offer={t('notice.undo')}
      onTake={() => {
        hide();
        void undoChange(services, change);
      }}
    />
  );
}

interface BlockedProps extends NoticeSurroundings {
  readonly t: TFunction;
  readonly blocked: Extract<NoticeMessage, { about: 'stepBlocked' }>;
}

/** A step that others count on goes back together with them. */
function Blocked({ t, blocked: { verb, step, obstacle }, services, hide }: BlockedProps) {
  const text = t(verb === 'undid' ? 'notice.cannotUndo' : 'notice.cannotRedo', {
    step: nameOf(t, step, services),
    why: obstacleText(t, obstacle),
  });
  if (verb === 'redid') return text;
  return (
    <Offer
      text={text}
      offer={t('notice.goBackBefore')}
      onTake={() => {
        hide();
        void goBackBefore(services, step);
      }}
    />
  );
}

function nameOf(t: TFunction, step: Step, { stores }: Services): string {
  return stepText(t, step, stores.document.getState().document?.categories);
}

interface OfferProps {
  readonly text: string;
  readonly offer: string;
  onTake(): void;
}

function Offer({ text, offer, onTake }: OfferProps) {
  return (
    <Group gap="sm" wrap="nowrap" justify="space-between">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {text}
      </Text>
      <Button size="compact-xs" variant="default" style={{ flexShrink: 0 }} onClick={onTake}>
        {offer}
      </Button>
    </Group>
  );
}

function categoriesAddedText(
  t: TFunction,
  {
    addedCount,
    knownCount,
    unreadCount,
  }: Extract<NoticeMessage, { readonly about: 'categoriesAdded' }>,
): string {
  return [
    t('notice.categoriesAdded', { count: addedCount }),
    ...(knownCount > 0 ? [t('notice.categoriesKnown', { count: knownCount })] : []),
    ...(unreadCount > 0 ? [t('notice.categoriesUnread', { count: unreadCount })] : []),
  ].join(' ');
}

function annotationsImportedText(t: TFunction, end: AnnotationEnd): string {
  const { outcome, addedCount, knownCount, removedCount, skippedCount } = end;
  return [
    t('notice.annotationsImported', { count: addedCount }),
    ...(knownCount > 0 ? [t('notice.annotationsKnown', { count: knownCount })] : []),
    ...(removedCount > 0 ? [t('notice.annotationsReplaced', { count: removedCount })] : []),
    ...(skippedCount > 0 ? [t('notice.annotationsSkipped', { count: skippedCount })] : []),
    ...(outcome === 'cancelled' ? [t('notice.annotationsCancelled')] : []),
  ].join(' ');
}

/** What came out of files into the project. */
function cameInText(
  t: TFunction,
  message: Extract<
    NoticeMessage,
    { readonly about: 'merged' | 'annotationsImported' | 'categoriesAdded' }
  >,
): string {
  switch (message.about) {
    case 'merged':
      return t('notice.merged', { count: message.imageCount });
    case 'annotationsImported':
      return annotationsImportedText(t, message.end);
    case 'categoriesAdded':
      return categoriesAddedText(t, message);
  }
}
