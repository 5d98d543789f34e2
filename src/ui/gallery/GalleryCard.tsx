import type { TFunction } from 'i18next';
import { Check, ImageOff, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DuplicateOf } from '#core/duplicates/duplicateOf.ts';
import { annotationCountOf, type ImageSummary } from '#core/project/project.ts';
import { useIsThumbnailAbsent, useThumbnail } from '../thumbnails/useThumbnail.ts';
import { cardText, problemTexts } from './cardText.ts';
import classes from './GalleryCard.module.css';
import { StatusMark } from '../widgets/StatusMark.tsx';

export interface GalleryCardProps {
  readonly image: ImageSummary;
  readonly duplicateOf: DuplicateOf;
  readonly column: number; // from 1
  readonly isSelected: boolean;
  readonly isFocused: boolean; // the one card that Tab leads to
  readonly isOpen: boolean; // on the workbench
}

/** One image of the gallery. Plain elements: hundreds of them are drawn while one scrolls. */
export const GalleryCard = memo(function GalleryCard(props: GalleryCardProps) {
  const { image, duplicateOf, column, isSelected, isFocused, isOpen } = props;
  const { t } = useTranslation();
  const problems = problemTexts(t, image, duplicateOf);
  const text = cardText(t, image, problems);
  return (
    <div
      role="gridcell"
      aria-colindex={column}
      aria-selected={isSelected}
      aria-label={text}
      aria-current={isOpen || undefined}
      tabIndex={isFocused ? 0 : -1}
      className={classes.card}
      data-image-id={image.id}
      title={text}
    >
      <Picture blobKey={image.blobKey} />
      <span className={classes.check} data-part="check" aria-hidden>
        <Check size={13} strokeWidth={3} />
      </span>
      {problems.length > 0 && (
        <span className={classes.problem} aria-hidden>
          <TriangleAlert size={13} />
        </span>
      )}
      <span className={classes.name}>{nameOf(image.fileName)}</span>
      <Facts image={image} t={t} />
    </div>
  );
});

function Picture({ blobKey }: { readonly blobKey: string }) {
  const { t } = useTranslation();
  const url = useThumbnail(blobKey);
  const isAbsent = useIsThumbnailAbsent(blobKey);
  return (
    <span className={classes.picture} data-loading={(url === null && !isAbsent) || undefined}>
      {isAbsent && (
        <span className={classes.absent}>
          <ImageOff size={20} aria-hidden />
          {t('gallery.pictureMissing')}
        </span>
      )}
      {url && <img src={url} alt="" decoding="async" draggable={false} />}
    </span>
  );
}

function Facts({ image, t }: { readonly image: ImageSummary; readonly t: TFunction }) {
  const { status, split, tags } = image;
  const objectCount = annotationCountOf(image);
  return (
    <span className={classes.facts}>
      <StatusMark status={status} size={14} />
      <span className={classes.status}>{t(`imageStatus.${status}`)}</span>
      {objectCount > 0 && <span className={classes.count}>{objectCount}</span>}
      {split && <span className={classes.split}>{t(`split.${split}`)}</span>}
      {tags.length > 0 && <span className={classes.tags}>{tags.join(', ')}</span>}
    </span>
  );
}

function nameOf(fileName: string): string {
  return fileName.slice(fileName.lastIndexOf('/') + 1);
}
