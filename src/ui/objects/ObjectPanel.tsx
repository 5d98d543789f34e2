import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { annotationsOf } from '#core/project/document.ts';
import { selectedIdOf } from '#store/sessionStore.ts';
import { useDocument, useSession } from '../servicesContext.ts';
import panel from '../widgets/Panel.module.css';
import { ObjectRow } from './ObjectRow.tsx';

const rowHeightPx = 30;

/** The objects of the open image, in the order they were made. */
export function ObjectPanel() {
  const { t } = useTranslation();
  const document = useDocument((state) => state.document);
  const openImageId = useSession((state) => state.openImageId);
  const annotations = document ? annotationsOf(document, openImageId) : [];
  return (
    <section className={`${panel.panel} ${panel.objects}`} aria-label={t('objects.title')}>
      <div className={panel.head}>
        <h2 className={panel.title}>{t('objects.title')}</h2>
        <span className={panel.quiet}>{annotations.length > 0 && annotations.length}</span>
      </div>
      {annotations.length === 0 ? (
        <p className={panel.empty}>{t(openImageId ? 'objects.empty' : 'objects.emptyNoImage')}</p>
      ) : (
        <ObjectList annotations={annotations} />
      )}
    </section>
  );
}

function ObjectList({ annotations }: { readonly annotations: ReturnType<typeof annotationsOf> }) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const selectedId = useSession(selectedIdOf);
  const virtualizer = useVirtualizer({
    count: annotations.length,
    getScrollElement: () => list.current,
    estimateSize: () => rowHeightPx,
    overscan: 8,
  });
  const selectedIndex = annotations.findIndex(({ id }) => id === selectedId);
  useEffect(() => {
    if (selectedIndex >= 0) virtualizer.scrollToIndex(selectedIndex);
  }, [selectedIndex, virtualizer]);
  return (
    <div ref={list} className={panel.list}>
      <ul
        className={panel.rows}
        aria-label={t('objects.title')}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const annotation = annotations[index];
          return (
            annotation && (
              <ObjectRow
                key={annotation.id}
                annotation={annotation}
                number={index + 1}
                offsetPx={start}
              />
            )
          );
        })}
      </ul>
    </div>
  );
}
