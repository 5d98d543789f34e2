import { UnstyledButton } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { imageStatuses } from '#core/project/project.ts';
import { statusesIn, toggleStatus } from '#core/query/statusTerm.ts';
import { setQueryText } from '#store/galleryStore.ts';
import { useGallery, useServices } from '../servicesContext.ts';
import { numberText } from '../text/numberText.ts';
import classes from './Gallery.module.css';
import { StatusMark } from '../widgets/StatusMark.tsx';
import { useVocabulary } from './useVocabulary.ts';

/** How many images are how far; a click writes the status into the query or takes it out. */
export function StatusChips() {
  const { t } = useTranslation();
  const { gallery } = useServices().stores;
  const text = useGallery((state) => state.queryText);
  const chosen = useMemo(() => statusesIn(text), [text]);
  const { statuses } = useVocabulary(true);
  return (
    <div role="group" aria-label={t('gallery.statuses')} className={classes.statuses}>
      {imageStatuses.map((status) => {
        const name = t(`imageStatus.${status}`);
        const count = statuses.get(status) ?? 0;
        return (
          <UnstyledButton
            key={status}
            className={classes.chip}
            aria-pressed={chosen.includes(status)}
            aria-label={t('gallery.statusChip', { status: name, count })}
            onClick={() => setQueryText(gallery, toggleStatus(text, status))}
          >
            <StatusMark status={status} size={14} />
            <span>{name}</span>
            <span className={classes.chipCount}>{numberText(count)}</span>
          </UnstyledButton>
        );
      })}
    </div>
  );
}
