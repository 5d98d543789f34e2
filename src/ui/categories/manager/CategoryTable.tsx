import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Category } from '#core/annotation/category.ts';
import type { CategoryId } from '#core/annotation/ids.ts';
import { moveCategories } from '#flows/categories/listEdits.ts';
import { useServices } from '../../servicesContext.ts';
import { categoryIndex, foundRows } from '../categoryRows.ts';
import { CategoryTableRow, type RowMoving } from './CategoryTableRow.tsx';
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
  const counts = useObjectCounts();
  const list = useRef<HTMLDivElement>(null);
  const movingOf = useMoving(sorted, tickedIds);
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
  if (rows.length === 0) return <NoRows isSearched={sorted.length > 0} />;
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
                onTick={() => onTick(toggled(tickedIds, row.category.id))}
                moving={typed.trim() === '' ? movingOf(row.category.id) : null}
              />
            )
          );
        })}
      </ul>
    </div>
  );
}

function NoRows({ isSearched }: { readonly isSearched: boolean }) {
  const { t } = useTranslation();
  return <p className={classes.empty}>{t(isSearched ? 'categories.noHit' : 'manager.none')}</p>;
}

/** How each row takes another place; ticked ones go together. */
function useMoving(
  sorted: readonly Category[],
  tickedIds: ReadonlySet<CategoryId>,
): (id: CategoryId) => RowMoving {
  const services = useServices();
  const [draggedId, setDraggedId] = useState<CategoryId | null>(null);
  function drop(onto: CategoryId): void {
    if (draggedId === null || draggedId === onto) return;
    const ids = tickedIds.has(draggedId) ? [...tickedIds] : [draggedId];
    const staying = sorted.filter(({ id }) => !ids.includes(id));
    const isDownwards = placeOf(sorted, draggedId) < placeOf(sorted, onto);
    const place = placeOf(staying, onto);
    if (place >= 0) void moveCategories(services, ids, place + (isDownwards ? 1 : 0));
  }
  return (id) => ({
    onMove(by) {
      const place = placeOf(sorted, id) + by;
      if (place >= 0 && place < sorted.length) void moveCategories(services, [id], place);
    },
    onDrag: setDraggedId,
    onDrop: () => drop(id),
  });
}

function toggled(ids: ReadonlySet<CategoryId>, id: CategoryId): ReadonlySet<CategoryId> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}

function placeOf(categories: readonly Category[], id: CategoryId): number {
  return categories.findIndex((each) => each.id === id);
}
