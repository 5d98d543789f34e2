import { Check, Flag, Redo2, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Step } from '#core/project/history.ts';
import { useDocument, useHistory } from '../servicesContext.ts';
import { WhoWhen } from '../widgets/WhoWhen.tsx';
import classes from './History.module.css';
import { stepText } from './stepText.ts';

/** What the end of the list is: the beginning, or as far as was read or is kept. */
export type ListEdge = 'start' | 'older' | 'shortened';

export interface StepRowProps {
  readonly id: string;
  readonly place: {
    readonly index: number;
    readonly count: number;
    readonly startPx: number;
    readonly heightPx: number;
  };
  readonly step: Step | null; // null: the end of the list
  readonly edge: ListEdge;
  readonly isPresent: boolean;
  readonly isActive: boolean;
  onGo(): void;
}

/** A step with who did it and when; it is the present point, one before it, or taken back. */
export function StepRow({ id, place, step, edge, isPresent, isActive, onGo }: StepRowProps) {
  const { t } = useTranslation();
  const isUndone = step !== null && step.undoneSeq !== null;
  const isLost = useHistory(({ lostIds }) => step !== null && lostIds.has(step.changeId));
  const isOpenEnd = step === null && edge !== 'start';
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the listbox has the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isPresent}
      aria-disabled={isLost || undefined}
      aria-setsize={place.count}
      aria-posinset={place.index + 1}
      title={isLost ? t('history.lost') : undefined}
      data-active={isActive}
      data-undone={isUndone || isLost || isOpenEnd}
      className={classes.row}
      style={{ transform: `translateY(${place.startPx}px)`, height: place.heightPx }}
      onClick={isLost ? undefined : onGo}
    >
      <Mark isUndone={isUndone} isLost={isLost} isEnd={step === null} />
      <span className={classes.text}>
        {step ? <StepWords step={step} isLost={isLost} /> : <EndWords edge={edge} />}
      </span>
      {isPresent && <span className={classes.now}>{t('history.now')}</span>}
    </div>
  );
}

function StepWords({ step, isLost }: { readonly step: Step; readonly isLost: boolean }) {
  const { t } = useTranslation();
  const categories = useDocument(({ document }) => document?.categories);
  return (
    <>
      <span className={classes.name}>{stepText(t, step, categories)}</span>
      <span className={classes.who}>
        {isLost ? t('history.lost') : <WhoWhen stamp={step.stamp} />}
        {!isLost && step.undoneSeq !== null && ` · ${t('history.undone')}`}
      </span>
    </>
  );
}

function EndWords({ edge }: Pick<StepRowProps, 'edge'>) {
  const { t } = useTranslation();
  return <span className={classes.name}>{t(`history.${edge}`)}</span>;
}

interface MarkProps {
  readonly isUndone: boolean;
  readonly isLost: boolean;
  readonly isEnd: boolean;
}

function Mark({ isUndone, isLost, isEnd }: MarkProps) {
  if (isEnd) return <Flag size={13} aria-hidden />;
  if (isLost) return <TriangleAlert size={13} aria-hidden />;
  return isUndone ? <Redo2 size={13} aria-hidden /> : <Check size={13} aria-hidden />;
}
