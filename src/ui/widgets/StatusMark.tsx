import {
  BadgeCheck,
  Circle,
  CircleCheck,
  CircleDotDashed,
  CircleSlash,
  type LucideIcon,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ImageStatus, ImageSummary } from '#core/project/project.ts';
import { openNotesOf } from '#core/project/reviewEdits.ts';
import classes from './StatusMark.module.css';

const icons: Readonly<Record<ImageStatus, LucideIcon>> = {
  new: Circle,
  inProgress: CircleDotDashed,
  done: CircleCheck,
  reviewed: BadgeCheck,
  skipped: CircleSlash,
};

export interface StatusMarkProps {
  readonly status: ImageStatus;
  readonly size?: number; // px
}

/** The status of an image as a sign: told apart by form, not by colour alone. Says nothing aloud. */
export function StatusMark({ status, size = 15 }: StatusMarkProps) {
  const Icon = icons[status];
  return <Icon size={size} className={classes.mark} data-status={status} aria-hidden />;
}

export interface ImageMarksProps {
  readonly image: ImageSummary;
  readonly isInline?: boolean; // in a line of text rather than on the corner of a thumbnail
}

/** Status and open notes of an image; a new image without notes has no marks. */
export function ImageMarks({ image, isInline = false }: ImageMarksProps) {
  const { t } = useTranslation();
  const { status } = image;
  const noteCount = openNotesOf(image).length;
  if (status === 'new' && noteCount === 0) return null;
  const texts = [
    t('image.statusLabel', { status: t(`imageStatus.${status}`) }),
    ...(noteCount > 0 ? [t('image.openNotes', { count: noteCount })] : []),
  ];
  return (
    <span
      className={isInline ? classes.inline : classes.corner}
      role="img"
      aria-label={texts.join(', ')}
    >
      {noteCount > 0 && <span className={classes.notes}>{noteCount}</span>}
      {status !== 'new' && <StatusMark status={status} />}
    </span>
  );
}
