import { Checkbox, UnstyledButton } from '@mantine/core';
import { GripVertical } from 'lucide-react';
import { useState, type DragEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
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
interface RowMoving {
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
  const [isOver, setOver] = useState(false);
  function onKeyDown(event: KeyboardEvent): void {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
    if (by === null || !moving || !event.altKey) return;
    event.preventDefault();
    moving.onMove(by);
  }
  function onDragOver(event: DragEvent): void {
    if (!moving) return;
    event.preventDefault();
    setOver(true);
  }
  return (
    <li
      className={classes.row}
      data-selected={isChosen}
      data-over={isOver}
      style={{ transform: `translateY(${offsetPx}px)` }}
      draggable={moving !== null}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', name);
        moving?.onDrag(id);
      }}
      onDragEnd={() => moving?.onDrag(null)}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        setOver(false);
        moving?.onDrop();
      }}
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
