import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { sortedImages } from '#core/project/project.ts';
import { useDocument, useSession } from '../servicesContext.ts';
import { Frame } from './Frame.tsx';
import classes from './Filmstrip.module.css';

const frameWidthPx = 116;

/** All images of the project; only those in sight are in the page. */
export function Filmstrip() {
  const { t } = useTranslation();
  const strip = useRef<HTMLDivElement>(null);
  const images = useDocument(({ document }) => document?.images);
  const sorted = useMemo(() => sortedImages(images?.values() ?? []), [images]);
  const openImageId = useSession((state) => state.openImageId);
  const virtualizer = useVirtualizer({
    horizontal: true,
    count: sorted.length,
    getScrollElement: () => strip.current,
    estimateSize: () => frameWidthPx,
    overscan: 4,
    paddingStart: 8,
  });
  const openIndex = sorted.findIndex(({ id }) => id === openImageId);
  useEffect(() => {
    if (openIndex >= 0) virtualizer.scrollToIndex(openIndex);
  }, [openIndex, virtualizer]);
  return (
    <div ref={strip} className={classes.strip}>
      <ul
        className={classes.track}
        aria-label={t('filmstrip.label')}
        style={{ width: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const image = sorted[index];
          return (
            image && (
              <Frame
                key={image.id}
                image={image}
                isOpen={image.id === openImageId}
                offsetPx={start}
              />
            )
          );
        })}
      </ul>
    </div>
  );
}
