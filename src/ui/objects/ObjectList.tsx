import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnnotationId } from '#core/annotation/ids.ts';
import { selectedIdOf } from '#store/sessionStore.ts';
import { useSession } from '../servicesContext.ts';
import { ObjectRow } from './ObjectRow.tsx';
import classes from './Objects.module.css';
import { useListInput } from './useListInput.ts';
import type { NamedObject } from './useNamedObjects.ts';

const rowHeightPx = 30;

/** A grid of which rows are selected by mouse or keys; only rows in sight are in the page. */
export function ObjectList({ objects }: { readonly objects: readonly NamedObject[] }) {
  const { t } = useTranslation();
  const gridId = useId();
  const grid = useRef<HTMLDivElement>(null);
  const selectedId = useSession(selectedIdOf);
  const [cursorId, setCursorId] = useState<AnnotationId | null>(null);
  const virtualizer = useVirtualizer({
    count: objects.length,
    getScrollElement: () => grid.current,
    estimateSize: () => rowHeightPx,
    overscan: 8,
  });
  const placeOf = (id: AnnotationId | null) =>
    objects.findIndex(({ annotation }) => annotation.id === id);
  const selectedIndex = placeOf(selectedId);
  const cursor = Math.max(0, placeOf(cursorId) >= 0 ? placeOf(cursorId) : selectedIndex);
  useEffect(() => {
    if (selectedIndex >= 0) virtualizer.scrollToIndex(selectedIndex);
  }, [selectedIndex, virtualizer]);
  // what was selected elsewhere is where the keys go on
  const [seenId, setSeenId] = useState(selectedId);
  if (seenId !== selectedId) {
    setSeenId(selectedId);
    if (selectedId) setCursorId(selectedId);
  }
  const input = useListInput({ objects, cursor, setCursorId, reveal: virtualizer.scrollToIndex });
  const current = objects[cursor];
  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={0}
      aria-label={t('objects.list')}
      aria-multiselectable
      aria-rowcount={objects.length}
      aria-activedescendant={current && `${gridId}-${current.annotation.id}`}
      className={classes.grid}
      {...input}
    >
      <div role="rowgroup" className={classes.rows} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const object = objects[index];
          return (
            object && (
              <ObjectRow
                key={object.annotation.id}
                id={`${gridId}-${object.annotation.id}`}
                object={object}
                place={{ index, startPx: start, isCurrent: index === cursor }}
              />
            )
          );
        })}
      </div>
    </div>
  );
}
