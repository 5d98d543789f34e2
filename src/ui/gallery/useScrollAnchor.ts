import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import type { ImageId } from '#core/annotation/ids.ts';
import type { ImageSummary } from '#core/project/project.ts';
import { useGallery } from '../servicesContext.ts';
import type { GridLayout } from './gridLayout.ts';

/** The first card in sight and how far its row is scrolled out at the top, px. */
interface Anchor {
  readonly imageId: ImageId;
  readonly offsetPx: number;
}

export interface ScrollAnchorOptions {
  readonly images: readonly ImageSummary[];
  readonly layout: GridLayout;
  readonly isMeasured: boolean; // the layout is that of the real width
  readonly focusedIndex: number; // of the card to begin at
}

/**
 * Keeps the cards in sight where they are while images come and go, or the cards change their size.
 * Another query or order starts at the top; so does a list that grows while its top is in sight.
 */
export function useScrollAnchor(
  scroller: RefObject<HTMLDivElement | null>,
  { images, layout: { columns, rowPx }, isMeasured, focusedIndex }: ScrollAnchorOptions,
): void {
  const anchor = useRef<Anchor | null>(null);
  const query = useGallery((state) => state.query);
  const sort = useGallery((state) => state.sort);
  const asked = useRef<{ query: typeof query; sort: typeof sort } | null>(null);
  const firstPlace = useRef(focusedIndex);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !isMeasured) return;
    const former = asked.current;
    asked.current = { query, sort };
    const rowTop = (place: number) => Math.floor(place / columns) * rowPx;
    if (!former) {
      element.scrollTo(0, rowTop(firstPlace.current) - (element.clientHeight - rowPx) / 2);
      return;
    }
    if (former.query !== query || former.sort !== sort) {
      element.scrollTo(0, 0);
      return;
    }
    const kept = anchor.current;
    const place = kept ? images.findIndex(({ id }) => id === kept.imageId) : -1;
    if (kept && place >= 0) element.scrollTo(0, rowTop(place) + kept.offsetPx);
  }, [scroller, images, columns, rowPx, query, sort, isMeasured]);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    function onScroll(): void {
      const top = element?.scrollTop ?? 0;
      const image = images[Math.floor(top / rowPx) * columns];
      anchor.current = image && top > 0 ? { imageId: image.id, offsetPx: top % rowPx } : null;
    }
    onScroll();
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, [scroller, images, columns, rowPx]);
}
