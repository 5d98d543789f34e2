import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Category } from '#core/annotation/category.ts';
import { useKeysOf } from '../commands/useCommand.ts';
import { useSession } from '../servicesContext.ts';
import panel from '../widgets/Panel.module.css';
import { CategoryPanelRow } from './CategoryPanelRow.tsx';
import classes from './Categories.module.css';
import { keyOfCategory, type CategoryListRow } from './categoryRows.ts';

const rowHeightPx = 30;
const headingHeightPx = 24;

interface CategoryListProps {
  readonly rows: readonly CategoryListRow[];
  readonly sorted: readonly Category[]; // all of the project, whose places have keys
}

/** The rows of the panel; of a thousand only those in sight are in the page. The active one comes into sight. */
export function CategoryList({ rows, sorted }: CategoryListProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const places = useMemo(() => new Map(sorted.map(({ id }, place) => [id, place])), [sorted]);
  const activeId = useSession((state) => state.activeCategoryId);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => list.current,
    estimateSize: (index) => (rows[index]?.kind === 'heading' ? headingHeightPx : rowHeightPx),
    getItemKey: (index) => keyOf(rows[index]),
    overscan: 8,
  });
  const activeIndex = rows.findIndex(
    (row) => row.kind === 'category' && row.category.id === activeId,
  );
  useEffect(() => {
    if (activeIndex >= 0) virtualizer.scrollToIndex(activeIndex);
  }, [activeIndex, virtualizer]);
  return (
    <div
      ref={list}
      className={`${panel.list} ${classes.scroller}`}
      style={{ flexBasis: virtualizer.getTotalSize() + 6 }}
    >
      <ul
        className={panel.rows}
        aria-label={t('categories.title')}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          if (!row) return null;
          const place = row.kind === 'heading' ? -1 : (places.get(row.category.id) ?? -1);
          return <ListRow key={key} row={row} place={place} offsetPx={start} />;
        })}
      </ul>
    </div>
  );
}

interface ListRowProps {
  readonly row: CategoryListRow;
  readonly place: number; // of the category among all of the project, from 0
  readonly offsetPx: number; // from the top of the list
}

function ListRow({ row, place, offsetPx }: ListRowProps) {
  const { t } = useTranslation();
  const placeKeys = useKeysOf('useCategory');
  if (row.kind === 'category') {
    const hotkey = keyOfCategory(row.category, placeKeys, place);
    return <CategoryPanelRow row={row} hotkey={hotkey} offsetPx={offsetPx} />;
  }
  return (
    <li className={classes.heading} style={{ transform: `translateY(${offsetPx}px)` }}>
      {row.supercategory || t('categories.others')}
    </li>
  );
}

function keyOf(row: CategoryListRow | undefined): string {
  if (!row) return '';
  return row.kind === 'heading' ? `# ${row.supercategory}` : row.category.id;
}
