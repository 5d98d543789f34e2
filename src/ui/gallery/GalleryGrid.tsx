import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageSummary } from '#core/project/project.ts';
import { useGallery, useServices, useSession, useSettings } from '../servicesContext.ts';
import { GalleryCard } from './GalleryCard.tsx';
import classes from './GalleryGrid.module.css';
import { gapPx, layOutGrid, type GridLayout } from './gridLayout.ts';
import { useGridInput } from './useGridInput.ts';
import { useScrollAnchor } from './useScrollAnchor.ts';
import { useWidth } from './useWidth.ts';

/** All images that are shown, as cards; only those in sight are in the page. */
export function GalleryGrid({ images }: { readonly images: readonly ImageSummary[] }) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const cardPx = useSettings((state) => state.galleryCardPx);
  const widthPx = useWidth(scroller);
  const layout = layOutGrid(widthPx, cardPx);
  const rowCount = Math.ceil(images.length / layout.columns);
  const focusedIndex = useFocusedIndex(images);
  const virtualizer = useRows(scroller, { layout, images, focusedIndex });
  useScrollAnchor(scroller, { images, layout, isMeasured: widthPx > 0, focusedIndex });
  const input = useGridInput({ images, layout, focusedIndex, scroller, virtualizer });
  const rows = widthPx > 0 ? virtualizer.getVirtualItems() : [];
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="grid"
      aria-label={t('gallery.label')}
      aria-multiselectable
      aria-rowcount={rowCount}
      aria-colcount={layout.columns}
      data-testid="gallery-grid"
      {...input}
    >
      <div
        className={classes.track}
        role="presentation"
        style={{ height: rowCount * layout.rowPx + gapPx }}
      >
        {rows.map(({ index }) => (
          <Row
            key={index}
            index={index}
            layout={layout}
            images={images.slice(index * layout.columns, (index + 1) * layout.columns)}
            focusedId={images[focusedIndex]?.id ?? null}
          />
        ))}
      </div>
    </div>
  );
}

interface CardsProps {
  readonly images: readonly ImageSummary[];
  readonly focusedId: ImageSummary['id'] | null;
}

interface RowProps extends CardsProps {
  readonly index: number; // from 0
  readonly layout: GridLayout;
}

function Row({ index, layout: { columns, rowPx }, ...cards }: RowProps) {
  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      className={classes.row}
      style={{
        transform: `translateY(${index * rowPx + gapPx}px)`,
        height: rowPx - gapPx,
        gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
      }}
    >
      <Cards {...cards} />
    </div>
  );
}

function Cards({ images, focusedId }: CardsProps) {
  const { shown } = useServices().stores;
  const selectedIds = useGallery((state) => state.selectedIds);
  const openImageId = useSession((state) => state.openImageId);
  const duplicateOf = shown.duplicateOf();
  return images.map((image, i) => (
    <GalleryCard
      key={image.id}
      image={image}
      duplicateOf={duplicateOf}
      column={i + 1}
      isSelected={selectedIds.has(image.id)}
      isFocused={image.id === focusedId}
      isOpen={image.id === openImageId}
    />
  ));
}

/** The card that Tab leads to: the one that had the focus last, else the open image's, else the first. */
function useFocusedIndex(images: readonly ImageSummary[]): number {
  const focusedId = useGallery((state) => state.focusedId);
  const openImageId = useSession((state) => state.openImageId);
  const focused = images.findIndex(({ id }) => id === focusedId);
  if (focused >= 0) return focused;
  return Math.max(
    0,
    images.findIndex(({ id }) => id === openImageId),
  );
}

interface RowsOptions {
  readonly layout: GridLayout;
  readonly images: readonly ImageSummary[];
  readonly focusedIndex: number;
}

/** The rows in sight, and that of the card with the focus: it must not leave the page while keys go to it. */
function useRows(
  scroller: React.RefObject<HTMLDivElement | null>,
  { layout: { columns, rowPx }, images, focusedIndex }: RowsOptions,
) {
  const focusedRow = Math.floor(focusedIndex / columns);
  const rangeExtractor = useCallback(
    (range: Range) => {
      const rows = defaultRangeExtractor(range);
      if (rows.includes(focusedRow) || focusedRow >= range.count) return rows;
      return [...rows, focusedRow].toSorted((a, b) => a - b);
    },
    [focusedRow],
  );
  const virtualizer = useVirtualizer({
    count: Math.ceil(images.length / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    paddingStart: gapPx,
    overscan: 4,
    rangeExtractor,
    useFlushSync: false, // a late row is a blank for one frame, a forced one is a frame lost
  });
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowPx]);
  return virtualizer;
}
