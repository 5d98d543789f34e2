import { useTranslation } from 'react-i18next';
import { openNotesOf } from '#core/project/reviewEdits.ts';
import { useOpenImage } from '../image/useOpenImage.ts';
import { useSession } from '../servicesContext.ts';
import { NoteSteps } from './NoteSteps.tsx';
import classes from './Review.module.css';

/** Tells whoever labels that a reviewer wants something changed on the open image. */
export function NoteStrip() {
  const { t } = useTranslation();
  const isReviewing = useSession((state) => state.isReviewing);
  const image = useOpenImage();
  if (!image || isReviewing || openNotesOf(image).length === 0) return null;
  return (
    <section className={classes.strip} aria-label={t('review.notesLabel')}>
      <NoteSteps image={image} />
    </section>
  );
}
