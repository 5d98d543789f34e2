import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Category } from '#core/annotation/category.ts';
import type { CategoryId } from '#core/annotation/ids.ts';
import { moveCategories } from '#flows/categories/listEdits.ts';
import { useServices } from '../../servicesContext.ts';
import { categoryIndex, foundRows } from '../categoryRows.ts';
import { CategoryTableRow } from './CategoryTableRow.tsx';
import classes from './Manager.module.css';
import { useObjectCounts } from './useObjectCounts.ts';

const rowHeightPx = 34;

interface CategoryTableProps {
  readonly sorted: readonly Category[];
  readonly typed: string;
  readonly chosenId: CategoryId | null;
  readonly tickedIds: ReadonlySet<CategoryId>;
  onChoose(id: CategoryId): void;
  onTick(ids: ReadonlySet<CategoryId>): void;
}

/** The categories as rows that can be chosen, ticked and moved; only those in sight are in the page. */
export function CategoryTable(props: CategoryTableProps) {
  const { sorted, typed, chosenId, tickedIds, onChoose, onTick } = props;
  const { t } = useTranslation();
  const services = useServices();
  const counts = useObjectCounts();
  const list = useRef<HTMLDivElement>(null);
  const [draggedId, setDraggedId] = useState<CategoryId | null>(null);
  const index = useMemo(() => categoryIndex(sorted), [sorted]);
  const rows = useMemo(() => foundRows(index, typed), [index, typed]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => list.current,
    estimateSize: () => rowHeightPx,
    getItemKey: (place) => rows[place]?.category.id ?? place,
    overscan: 8,
  });
  const chosenPlace = rows.findIndex(({ category }) => category.id === chosenId);
  useEffect(() => {
    if (chosenPlace >= 0) virtualizer.scrollToIndex(chosenPlace);
  }, [chosenPlace, virtualizer]);
  const isWhole = typed.trim() === '';
  function move(id: CategoryId, by: -1 | 1): void {
    const place = sorted.findIndex((each) => each.id === id) + by;
    if (place >= 0 && place < sorted.length) void moveCategories(services, [id], place);
  }
  function drop(onto: CategoryId): void {
    if (draggedId === null || draggedId === onto) return;
    const ids = tickedIds.has(draggedId) ? [...tickedIds] : [draggedId];
    const staying = sorted.filter(({ id }) => !ids.includes(id));
    const isDownwards = placeOf(sorted, draggedId) < placeOf(sorted, onto);
    const place = placeOf(staying, onto);
    if (place >= 0) void moveCategories(services, ids, place + (isDownwards ? 1 : 0));
  }
  function tick(id: CategoryId): void {
    const next = new Set(tickedIds);
    if (!next.delete(id)) next.add(id);
    onTick(next);
  }
  if (rows.length === 0) {
    return (
      <p className={classes.empty}>
        {t(sorted.length === 0 ? 'manager.none' : 'categories.noHit')}
      </p>
    );
  }
  return (
    <div ref={list} className={classes.table}>
      <ul
        aria-label={t('manager.list')}
        className={classes.rows}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map(({ index: place, start, key }) => {
          const row = rows[place];
          return (
            row && (
              <CategoryTableRow
                key={key}
                row={row}
                count={counts.get(row.category.id) ?? 0}
                offsetPx={start}
                isChosen={row.category.id === chosenId}
                isTicked={tickedIds.has(row.category.id)}
                onChoose={() => onChoose(row.category.id)}
                onTick={() => tick(row.category.id)}
                moving={
                  isWhole
                    ? {
                        onMove: (by) => move(row.category.id, by),
                        onDrag: setDraggedId,
                        onDrop: () => drop(row.category.id),
                      }
                    : null
                }
              />
            )
          );
        })}
      </ul>
    </div>
  );
}

function placeOf(categories: readonly Category[], id: CategoryId): number {
  return categories.findIndex((each) => each.id === id);
}
