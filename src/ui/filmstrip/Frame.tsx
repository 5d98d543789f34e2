import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { ImageOff, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { annotationCountOf, type ImageSummary } from '#core/project/project.ts';
import { openImage } from '#flows/openImage.ts';
import { removeImage } from '#flows/removeImage.ts';
import { useServices } from '../servicesContext.ts';
import { useIsThumbnailAbsent, useThumbnail } from '../thumbnails/useThumbnail.ts';
import { ImageMarks } from '../widgets/StatusMark.tsx';
import classes from './Filmstrip.module.css';

export interface FrameProps {
  readonly image: ImageSummary;
  readonly isOpen: boolean;
  readonly offsetPx: number; // from the start of the strip
}

/** One image of the filmstrip. */
export function Frame({ image, isOpen, offsetPx }: FrameProps) {
  const { t } = useTranslation();
  const services = useServices();
  const url = useThumbnail(image.blobKey);
  const isAbsent = useIsThumbnailAbsent(image.blobKey);
  const { fileName, credit } = image;
  const annotationCount = annotationCountOf(image);
  const name = fileName.split('/').at(-1);
  const removeLabel = t('filmstrip.remove', { fileName });
  const title = credit === '' ? fileName : `${fileName}. ${t('filmstrip.credit', { credit })}`;
  return (
    <li className={classes.frame} style={{ left: offsetPx }}>
      <Tooltip label={title} multiline maw={320} position="top">
        <UnstyledButton
          className={classes.open}
          aria-label={t('filmstrip.image', { fileName, count: annotationCount })}
          aria-current={isOpen}
          onClick={() => {
            if (!isOpen) void openImage(services, image.id);
          }}
        >
          {isAbsent && <ImageOff className={classes.absent} aria-hidden />}
          {url && <img className={classes.picture} src={url} alt="" draggable={false} />}
          <span className={classes.name}>{name}</span>
        </UnstyledButton>
      </Tooltip>
      {annotationCount > 0 && (
        <span className={classes.count} aria-hidden>
          {annotationCount}
        </span>
      )}
      <ImageMarks image={image} />
      <Tooltip label={removeLabel} position="top">
        <ActionIcon
          className={classes.remove}
          size={18}
          variant="filled"
          color="dark"
          aria-label={removeLabel}
          onClick={() => void removeImage(services, image.id)}
        >
          <X size={12} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}
