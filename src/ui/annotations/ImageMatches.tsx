import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AnnotationReading } from '#store/annotationStore.ts';
import classes from './Annotations.module.css';

/** So many names are shown; the saved list has all. */
const shownCount = 100;

/** Which images of the file are here, which come along, and which are nowhere. */
export function ImageMatches({
  read: { summary, places },
}: {
  readonly read: Extract<AnnotationReading, { readonly kind: 'read' }>;
}) {
  const { t } = useTranslation();
  const countOf = (kind: string) => places.filter((place) => place.kind === kind).length;
  const total = summary.images.length;
  const lost = summary.images.flatMap((image, index) => {
    const place = places[index];
    if (place?.kind === 'missing') return [image.fileName];
    if (place?.kind !== 'otherSize') return [];
    const { width, height } = place.size;
    const here = { fileName: image.fileName, ...image.size, hereWidth: width, hereHeight: height };
    return [t('annotations.otherSize', here)];
  });
  return (
    <section aria-labelledby="annotations-images">
      <Text component="h3" id="annotations-images" className={classes.heading}>
        {t('annotations.images', { count: total })}
      </Text>
      <Text size="sm">
        {[
          t('annotations.here', { count: countOf('image') }),
          ...(countOf('file') > 0 ? [t('annotations.coming', { count: countOf('file') })] : []),
        ].join(' · ')}
      </Text>
      {lost.length > 0 && (
        <details className={classes.details}>
          <summary>{t('annotations.missing', { count: lost.length })}</summary>
          <ul className={classes.list}>
            {lost.slice(0, shownCount).map((name) => (
              <li key={name}>{name}</li>
            ))}
            {lost.length > shownCount && (
              <li>{t('annotations.more', { count: lost.length - shownCount })}</li>
            )}
          </ul>
        </details>
      )}
    </section>
  );
}
