import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isFiltered } from '#store/galleryStore.ts';
import { FilterNote } from '../gallery/FilterNote.tsx';
import { useGallery, useSession, useShownImages } from '../servicesContext.ts';
import { Frame } from './Frame.tsx';
import classes from './Filmstrip.module.css';

const frameWidthPx = 116;

/** The images that the gallery shows, in its order; only those in sight are in the page. */
export function Filmstrip() {
  const { t } = useTranslation();
  const strip = useRef<HTMLDivElement>(null);
  const images = useShownImages();
  const isOn = useGallery(isFiltered);
  const openImageId = useSession((state) => state.openImageId);
  const virtualizer = useVirtualizer({
    horizontal: true,
    count: images.length,
    getScrollElement: () => strip.current,
    estimateSize: () => frameWidthPx,
    overscan: 4,
    paddingStart: 8,
  });
  const openIndex = images.findIndex(({ id }) => id === openImageId);
  useEffect(() => {
    if (openIndex >= 0) virtualizer.scrollToIndex(openIndex);
  }, [openIndex, virtualizer]);
  return (
    <div className={classes.filmstrip}>
      {isOn && (
        <div className={classes.note}>
          <FilterNote />
        </div>
      )}
      <div ref={strip} className={classes.strip}>
        <ul
          className={classes.track}
          aria-label={t('filmstrip.label')}
          style={{ width: virtualizer.getTotalSize() }}
        >
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const image = images[index];
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
    </div>
  );
}
