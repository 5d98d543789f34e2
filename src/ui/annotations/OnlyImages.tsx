import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OpenAnnotations } from '#store/annotationStore.ts';

/** The way back to what happens with images alone. */
export function OnlyImages({ open }: { readonly open: OpenAnnotations }) {
  const { t } = useTranslation();
  const { addImages } = open;
  if (!addImages) return null;
  return (
    <Button variant="subtle" size="sm" onClick={addImages}>
      {t('annotations.onlyImages')}
    </Button>
  );
}
