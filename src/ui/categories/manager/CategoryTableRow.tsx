import { Checkbox, UnstyledButton } from '@mantine/core';
import { GripVertical } from 'lucide-react';
import { useState, type DragEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Category } from '#core/annotation/category.ts';
import type { CategoryId } from '#core/annotation/ids.ts';
import { recolorCategory } from '#flows/editCategories.ts';
import { useServices } from '../../servicesContext.ts';
import { compactText } from '../../text/numberText.ts';
import { ColorSwatchButton } from '../../widgets/ColorSwatchButton.tsx';
import { Keys } from '../../widgets/Keys.tsx';
import { MarkedText } from '../../widgets/MarkedText.tsx';
import type { CategoryRow } from '../categoryRows.ts';
import classes from './Manager.module.css';

/** How a row takes another place. */
export interface RowMoving {
  onMove(by: -1 | 1): void;
  onDrag(id: CategoryId | null): void;
  onDrop(): void;
}

interface CategoryTableRowProps {
  readonly row: CategoryRow;
  readonly count: number; // of its objects
  readonly offsetPx: number; // from the top of the list
  readonly isChosen: boolean;
  readonly isTicked: boolean;
  readonly moving: RowMoving | null; // null while only some rows are shown
  onChoose(): void;
  onTick(): void;
}

/** One category in a line. */
export function CategoryTableRow(props: CategoryTableRowProps) {
  const { row, count, offsetPx, isChosen, isTicked, moving, onChoose, onTick } = props;
  const { t } = useTranslation();
  const services = useServices();
  const { id, name, color, supercategory, hotkey } = row.category;
  const { isOver, onKeyDown, ...dragging } = useRowMoving(row.category, moving);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the button moves it by keys
    <li
      className={classes.row}
      data-selected={isChosen}
      data-over={isOver}
      style={{ transform: `translateY(${offsetPx}px)` }}
      {...dragging}
    >
      <span className={classes.grip} title={t('manager.dragHint')} aria-hidden>
        {moving && <GripVertical size={14} />}
      </span>
      <Checkbox
        size="xs"
        checked={isTicked}
        aria-label={t('manager.tick', { name })}
        onChange={onTick}
      />
      <ColorSwatchButton
        label={t('categories.colorOf', { name })}
        color={color}
        onChange={(next) => void recolorCategory(services, id, next)}
      />
      <UnstyledButton
        className={classes.name}
        aria-label={t('manager.edit', { name })}
        aria-pressed={isChosen}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        onClick={onChoose}
        onKeyDown={onKeyDown}
      >
        <MarkedText text={name} ranges={row.ranges} />
      </UnstyledButton>
      <span className={classes.super}>{supercategory}</span>
      <span className={classes.key}>{hotkey && <Keys combination={hotkey} />}</span>
      <span className={classes.count} title={t('manager.count', { count })}>
        {compactText(count)}
      </span>
    </li>
  );
}

/** What makes a row follow the pointer, take others' place, and move by Alt and arrow keys. */
function useRowMoving({ id, name }: Category, moving: RowMoving | null) {
  const [isOver, setOver] = useState(false);
  return {
    isOver,
    onKeyDown(event: KeyboardEvent) {
      const by = stepOf(event.key);
      if (by === null || !moving || !event.altKey) return;
      event.preventDefault();
      moving.onMove(by);
    },
    draggable: moving !== null,
    onDragStart(event: DragEvent) {
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', name);
      moving?.onDrag(id);
    },
    onDragEnd: () => moving?.onDrag(null),
    onDragOver(event: DragEvent) {
      if (!moving) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop(event: DragEvent) {
      event.preventDefault();
      event.stopPropagation();
      setOver(false);
      moving?.onDrop();
    },
  };
}

function stepOf(key: string): -1 | 1 | null {
  if (key === 'ArrowUp') return -1;
  return key === 'ArrowDown' ? 1 : null;
}
