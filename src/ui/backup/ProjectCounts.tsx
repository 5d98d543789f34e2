import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { annotationCountOf, type ImageSummary } from '#core/project/project.ts';

/** How many images and objects go along. */
export function ProjectCounts({ images }: { readonly images: readonly ImageSummary[] }) {
  const { t } = useTranslation();
  const objectCount = images.reduce((sum, image) => sum + annotationCountOf(image), 0);
  return (
    <Text size="sm" fw={600}>
      {t('export.counts', {
        images: t('export.images', { count: images.length }),
        objects: t('export.objects', { count: objectCount }),
      })}
    </Text>
  );
}
