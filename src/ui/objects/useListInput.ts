import type { KeyboardEvent, MouseEvent } from 'react';
import type { AnnotationId } from '#core/annotation/ids.ts';
import { withGroups } from '#flows/objects/groupObjects.ts';
import { selectAllObjects } from '#flows/objects/showObjects.ts';
import { selectAnnotations, startRenaming } from '#store/sessionStore.ts';
import { useServices } from '../servicesContext.ts';
import type { NamedObject } from './useNamedObjects.ts';
import { listTarget } from '../widgets/listTarget.ts';

interface ListInputOptions {
  readonly objects: readonly NamedObject[];
  readonly cursor: number; // place that the keys are at
  setCursorId(id: AnnotationId): void;
  reveal(index: number): void;
}

/**
 * Mouse and keys on the list of objects, listened to in one place. A click selects an object with its
 * group (Alt: alone), Ctrl adds or takes away, Shift selects all up to there. Arrows select, with Shift
 * more and more; Space adds or takes away, Enter renames.
 */
export function useListInput({ objects, cursor, setCursorId, reveal }: ListInputOptions) {
  const services = useServices();
  const { session } = services.stores;
  const { toggle, selectUpTo } = useSelecting(objects);
  const idAt = (index: number) => objects[index]?.annotation.id;

  function onClick(event: MouseEvent<HTMLElement>): void {
    const index = rowAt(event.target);
    const id = index === null ? undefined : idAt(index);
    if (index === null || !id) return;
    setCursorId(id);
    if (event.shiftKey) selectUpTo(index);
    else if (event.ctrlKey || event.metaKey) toggle(id);
    else selectAnnotations(session, event.altKey ? [id] : withGroups(services, [id]));
  }

  function onDoubleClick(event: MouseEvent<HTMLElement>): void {
    const index = rowAt(event.target);
    const id = index === null ? undefined : idAt(index);
    if (id) startRenaming(session, id);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.target !== event.currentTarget || event.altKey) return;
    const id = idAt(cursor);
    const isControl = event.ctrlKey || event.metaKey;
    if (isControl && event.key === 'a') selectAllObjects(services);
    else if (isControl || !id) return;
    else if (event.key === ' ') toggle(id);
    else if (event.key === 'Enter') startRenaming(session, id);
    else if (!step(event)) return;
    event.preventDefault();
  }

  function step({ key, shiftKey }: KeyboardEvent): boolean {
    const next = listTarget(key, cursor, objects.length);
    const id = next === null ? undefined : idAt(next);
    if (next === null || !id) return false;
    if (shiftKey) selectUpTo(next);
    else selectAnnotations(session, [id]);
    setCursorId(id);
    reveal(next);
    return true;
  }

  return { onClick, onDoubleClick, onKeyDown };
}

function useSelecting(objects: readonly NamedObject[]) {
  const { session } = useServices().stores;
  function toggle(id: AnnotationId): void {
    const { selectedIds } = session.getState();
    const rest = selectedIds.filter((each) => each !== id);
    selectAnnotations(session, rest.length < selectedIds.length ? rest : [...rest, id]);
  }
  /** From the object that was selected first; that one is the fixed end. */
  function selectUpTo(index: number): void {
    const [anchorId] = session.getState().selectedIds;
    const anchor = objects.findIndex(({ annotation }) => annotation.id === anchorId);
    const from = anchor >= 0 ? anchor : index;
    const ids = objects
      .slice(Math.min(from, index), Math.max(from, index) + 1)
      .map(({ annotation }) => annotation.id);
    selectAnnotations(session, from <= index ? ids : ids.toReversed());
  }
  return { toggle, selectUpTo };
}

/** The row of a click that none of its buttons and fields took; null: no row. */
function rowAt(target: EventTarget): number | null {
  if (!(target instanceof Element) || target.closest('button, input')) return null;
  const row = target.closest('[role="row"]')?.getAttribute('aria-rowindex');
  return row ? Number(row) - 1 : null;
}
