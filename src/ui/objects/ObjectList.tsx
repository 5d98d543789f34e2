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
  const virtualizer = useVirtualizer({
    count: objects.length,
    getScrollElement: () => grid.current,
    estimateSize: () => rowHeightPx,
    overscan: 4,
    useFlushSync: false, // what scrolls after a selection may wait for the next frame
  });
  const { cursor, selectedIndex, setCursorId } = useCursor(objects);
  useEffect(() => {
    if (selectedIndex >= 0) virtualizer.scrollToIndex(selectedIndex);
  }, [selectedIndex, virtualizer]);
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
          const place = { index, startPx: start, isCurrent: index === cursor };
          const id = `${gridId}-${object?.annotation.id}`;
          return object && <ObjectRow key={id} id={id} object={object} place={place} />;
        })}
      </div>
    </div>
  );
}

/** The place that the keys are at: where they went, or what was selected elsewhere since. */
function useCursor(objects: readonly NamedObject[]) {
  const selectedId = useSession(selectedIdOf);
  const [cursorId, setCursorId] = useState<AnnotationId | null>(null);
  const [seenId, setSeenId] = useState(selectedId);
  if (seenId !== selectedId) {
    setSeenId(selectedId);
    if (selectedId) setCursorId(selectedId);
  }
  const placeOf = (id: AnnotationId | null) =>
    objects.findIndex(({ annotation }) => annotation.id === id);
  const selectedIndex = placeOf(selectedId);
  const own = placeOf(cursorId);
  return { cursor: Math.max(0, own >= 0 ? own : selectedIndex), selectedIndex, setCursorId };
}
