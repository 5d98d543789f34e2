import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import classes from './Merge.module.css';
import { listTarget } from '../widgets/listTarget.ts';

const rowHeightPx = 46;

export interface VirtualListboxProps {
  readonly label: string;
  readonly count: number;
  readonly index: number; // of the chosen row
  readonly takesFocus?: boolean;
  onTurn(index: number): void;
  renderRow(index: number): ReactNode;
}

/** One of many rows is chosen, by click or arrow keys; only rows in sight are in the page. */
export function VirtualListbox(props: VirtualListboxProps) {
  const { label, count, index, takesFocus, onTurn, renderRow } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => list.current,
    estimateSize: () => rowHeightPx,
    overscan: 6,
  });
  useEffect(() => {
    if (index >= 0) virtualizer.scrollToIndex(index);
  }, [index, virtualizer]);
  function onKeyDown(event: KeyboardEvent): void {
    const target = listTarget(event.key, index, count);
    if (target === null) return;
    event.preventDefault();
    onTurn(target);
  }
  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={index >= 0 ? `${id}-${index}` : undefined}
      data-autofocus={takesFocus}
      className={classes.listbox}
      onKeyDown={onKeyDown}
    >
      <div
        role="presentation"
        className={classes.rows}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map((item) => (
          <Option
            key={item.index}
            id={`${id}-${item.index}`}
            place={{ index: item.index, count, startPx: item.start }}
            isChosen={item.index === index}
            onChoose={() => onTurn(item.index)}
          >
            {renderRow(item.index)}
          </Option>
        ))}
      </div>
    </div>
  );
}

interface OptionProps {
  readonly id: string;
  readonly place: { readonly index: number; readonly count: number; readonly startPx: number };
  readonly isChosen: boolean;
  readonly children: ReactNode;
  onChoose(): void;
}

function Option({ id, place, isChosen, children, onChoose }: OptionProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the listbox has the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      aria-setsize={place.count}
      aria-posinset={place.index + 1}
      className={classes.row}
      style={{ transform: `translateY(${place.startPx}px)`, height: rowHeightPx }}
      onClick={onChoose}
    >
      {children}
    </div>
  );
}
