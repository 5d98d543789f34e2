import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type KeyboardEvent, type MouseEvent, type RefObject } from 'react';
import type { ImageId } from '#core/annotation/ids.ts';
import type { ImageSummary } from '#core/project/project.ts';
import { openImage } from '#flows/openImage.ts';
import type { Services } from '#flows/services.ts';
import { focusCard, selectImages, selectTo, toggleImage } from '#store/galleryStore.ts';
import { showScreen } from '#store/sessionStore.ts';
import { useServices } from '../servicesContext.ts';
import type { GridLayout } from './gridLayout.ts';
import { moveFocus } from './moveFocus.ts';

export interface GridInputOptions {
  readonly images: readonly ImageSummary[];
  readonly layout: GridLayout;
  readonly focusedIndex: number;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>;
}

/** Opens an image on the workbench. */
export function openOnWorkbench(services: Services, imageId: ImageId): void {
  const { session } = services.stores;
  showScreen(session, 'workbench');
  if (session.getState().openImageId !== imageId) void openImage(services, imageId);
}

/** Mouse and keys on the cards, listened to in one place for all of them. */
export function useGridInput(options: GridInputOptions) {
  const { images, focusedIndex, scroller, virtualizer, layout } = options;
  const services = useServices();
  const { gallery } = services.stores;
  const focusWhenShown = useFocusWhenShown(scroller);
  const idsOf = () => images.map(({ id }) => id);

  function onClick(event: MouseEvent<HTMLElement>): void {
    const id = imageIdAt(event, images);
    if (!id) {
      selectImages(gallery, []);
      return;
    }
    focusCard(gallery, id);
    if (event.shiftKey) selectTo(gallery, id, idsOf());
    else if (event.ctrlKey || event.metaKey || isOnCheck(event)) toggleImage(gallery, id);
    else selectImages(gallery, [id]);
  }

  function onDoubleClick(event: MouseEvent<HTMLElement>): void {
    const id = imageIdAt(event, images);
    if (id && !isOnCheck(event)) openOnWorkbench(services, id);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const focused = images[focusedIndex];
    if (!focused || event.altKey) return;
    if (event.key === 'Enter') openOnWorkbench(services, focused.id);
    else if (event.key === ' ' && event.shiftKey) selectTo(gallery, focused.id, idsOf());
    else if (event.key === ' ') toggleImage(gallery, focused.id);
    else if (!move(event, focused)) return;
    event.preventDefault();
  }

  function move({ key, shiftKey }: KeyboardEvent<HTMLElement>, focused: ImageSummary): boolean {
    const rowsInSight = Math.floor((scroller.current?.clientHeight ?? 0) / layout.rowPx);
    const shape = { count: images.length, columns: layout.columns, rowsInSight };
    const place = moveFocus(key, focusedIndex, shape);
    const target = place === null ? null : images[place];
    if (place === null || !target) return false;
    if (shiftKey && gallery.getState().anchorId === null) selectImages(gallery, [focused.id]);
    if (shiftKey) selectTo(gallery, target.id, idsOf());
    focusCard(gallery, target.id);
    virtualizer.scrollToIndex(Math.floor(place / layout.columns));
    focusWhenShown();
    return true;
  }

  return { onClick, onDoubleClick, onKeyDown };
}

/**
 * The focus follows its card whenever the keys have moved it, and when the gallery opens, unless
 * something else has it by then.
 *
 * @returns asks for the focus as soon as the card is in the page
 */
function useFocusWhenShown(scroller: RefObject<HTMLDivElement | null>): () => void {
  const isAsked = useRef(isFocusFree());
  useEffect(() => {
    if (!isAsked.current) return;
    const card = scroller.current?.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]');
    if (!card) return;
    isAsked.current = false;
    card.focus({ preventScroll: true });
  });
  return () => {
    isAsked.current = true;
  };
}

function isFocusFree(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function imageIdAt(
  { target }: MouseEvent<HTMLElement>,
  images: readonly ImageSummary[],
): ImageId | null {
  if (!(target instanceof Element)) return null;
  const id = target.closest<HTMLElement>('[data-image-id]')?.dataset['imageId'];
  return images.find((image) => image.id === id)?.id ?? null;
}

function isOnCheck({ target }: MouseEvent<HTMLElement>): boolean {
  return target instanceof Element && target.closest('[data-part="check"]') !== null;
}
