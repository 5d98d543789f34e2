import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { newestDone, type Step } from '#core/project/history.ts';
import { goToStep } from '#flows/history/goToStep.ts';
import { readOlder } from '#flows/history/readHistory.ts';
import { reportError } from '#flows/report.ts';
import type { HistoryKey } from '#store/historyStore.ts';
import { useHistory, useRole, useServices } from '../servicesContext.ts';
import classes from './History.module.css';
import { StepRow, type ListEdge } from './StepRow.tsx';
import { targetIndex } from './targetIndex.ts';

const rowHeightPx = 42;

export interface StepListProps {
  readonly historyKey: HistoryKey;
}

/** Steps, the newest on top; only those in sight are in the page. A click goes to the point after one. */
export function StepList({ historyKey }: StepListProps) {
  const { t } = useTranslation();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const { steps, edge } = useSteps(historyKey);
  const rows: readonly (Step | null)[] = [...steps, null]; // null: before the first one
  const presentIndex = rows.indexOf(newestDone(steps));
  const { active, go, onKeyDown } = useWay(historyKey, rows, presentIndex, edge);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => list.current,
    estimateSize: () => rowHeightPx,
    overscan: 6,
  });
  useEffect(() => list.current?.focus(), []);
  useEffect(() => virtualizer.scrollToIndex(active), [active, virtualizer]);
  const items = virtualizer.getVirtualItems();
  useOlder(historyKey, edge === 'older' && (items.at(-1)?.index ?? 0) >= steps.length - 1);
  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      aria-label={t(historyKey === '' ? 'history.project' : 'history.image')}
      aria-activedescendant={`${id}-${active}`}
      className={classes.list}
      style={{ height: virtualizer.getTotalSize() }}
      onKeyDown={onKeyDown}
    >
      <div
        role="presentation"
        className={classes.rows}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {items.map(({ index, start }) => (
          <StepRow
            key={rows[index]?.changeId ?? ''}
            id={`${id}-${index}`}
            place={{ index, count: rows.length, startPx: start, heightPx: rowHeightPx }}
            step={rows[index] ?? null}
            edge={edge}
            isPresent={index === presentIndex}
            isActive={index === active}
            onGo={() => go(index)}
          />
        ))}
      </div>
    </div>
  );
}

/** The row that keys are about, which is the present point until they move it, and the way to a row. */
function useWay(
  historyKey: HistoryKey,
  rows: readonly (Step | null)[],
  presentIndex: number,
  edge: ListEdge,
) {
  const services = useServices();
  const isFollowing = useRole() === 'follower';
  const [chosen, setChosen] = useState<number | null>(null);
  const active = Math.min(chosen ?? presentIndex, rows.length - 1);
  function go(index: number): void {
    setChosen(null);
    const target = rows[index];
    if (isFollowing || target === undefined || (target === null && edge === 'older')) return;
    goToStep(services, historyKey, target).catch((error: unknown) => reportError(services, error));
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isChoice = event.key === 'Enter' || event.key === ' ';
    const next = targetIndex(event.key, active, rows.length);
    if (isChoice) go(active);
    if (next !== null) setChosen(next);
    if (isChoice || next !== null) event.preventDefault();
  }
  return { active, go, onKeyDown };
}

function edgeOf(reachedSeq: number, isFromStart: boolean): ListEdge {
  if (reachedSeq > 0) return 'older';
  return isFromStart ? 'start' : 'shortened';
}

/** The steps that are the image's own, or the project's; the newest first. */
function useSteps(key: HistoryKey) {
  const history = useHistory(({ histories }) => histories.get(key));
  const own = history?.steps.filter(({ home }) => home === key) ?? [];
  const edge = edgeOf(history?.reachedSeq ?? Infinity, history?.isFromStart ?? true);
  return { steps: own.toReversed(), edge };
}

/** Reads on when the end of what was read comes in sight. */
function useOlder(key: HistoryKey, isWanted: boolean): void {
  const services = useServices();
  const reachedSeq = useHistory(({ histories }) => histories.get(key)?.reachedSeq);
  useEffect(() => {
    if (!isWanted || !reachedSeq) return;
    readOlder(services, key).catch((error: unknown) => reportError(services, error));
  }, [services, key, isWanted, reachedSeq]);
}
