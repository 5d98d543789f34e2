import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isFiltered, setQueryText } from '#store/galleryStore.ts';
import { useDocument, useGallery, useServices, useShownImages } from '../servicesContext.ts';

/** How many of the images are shown, and the way back to all; nothing while all are. */
export function FilterNote() {
  const { t } = useTranslation();
  const { gallery } = useServices().stores;
  const isOn = useGallery(isFiltered);
  const shown = useShownImages().length;
  const total = useDocument(({ document }) => document?.images.size ?? 0);
  if (!isOn) return null;
  return (
    <>
      <Text size="xs" fw={600} role="status">
        {t('gallery.shownOf', { shown, total })}
      </Text>
      <Button
        size="compact-xs"
        variant="light"
        style={{ flexShrink: 0 }}
        onClick={() => setQueryText(gallery, '')}
      >
        {t('gallery.clearFilter')}
      </Button>
    </>
  );
}
