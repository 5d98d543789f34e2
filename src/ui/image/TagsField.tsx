import { TagsInput } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageSummary } from '#core/project/project.ts';
import { retagImage } from '#flows/review/imageDetails.ts';
import { useDocument, useServices } from '../servicesContext.ts';
import classes from './ImagePanel.module.css';

const offeredCount = 50;

/** The tags of the image; those of all images of the project are offered. */
export function TagsField({ image }: { readonly image: ImageSummary }) {
  const { t } = useTranslation();
  const services = useServices();
  const images = useDocument(({ document }) => document?.images);
  const offered = useMemo(() => {
    const all = new Set([...(images?.values() ?? [])].flatMap(({ tags }) => tags));
    return [...all].toSorted();
  }, [images]);
  const { id, tags } = image;
  return (
    <TagsInput
      size="xs"
      className={classes.field}
      label={t('image.tags')}
      labelProps={{ className: classes.label }}
      placeholder={tags.length === 0 ? t('image.tagsAdd') : ''}
      data={offered}
      limit={offeredCount}
      maxDropdownHeight={180}
      value={[...tags]}
      acceptValueOnBlur
      onChange={(next) =>
        void retagImage(services, id, {
          added: next.filter((tag) => !tags.includes(tag)),
          removed: tags.filter((tag) => !next.includes(tag)),
        })
      }
    />
  );
}
