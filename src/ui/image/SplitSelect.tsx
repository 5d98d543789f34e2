import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImageSummary } from '#core/project/project.ts';
import type { Split } from '#core/project/split.ts';
import { isSplitLocked } from '#core/division/ratios.ts';
import { moveToSplit } from '#flows/review/imageDetails.ts';
import { useDocument, useServices } from '../servicesContext.ts';
import classes from './ImagePanel.module.css';

const splits: readonly Split[] = ['train', 'val', 'test'];
const none = 'none';

/** The part of the data set that the image belongs to; fixed once the split is locked. */
export function SplitSelect({ image }: { readonly image: ImageSummary }) {
  const { t } = useTranslation();
  const services = useServices();
  const isLocked = useDocument(
    ({ document }) => document !== null && isSplitLocked(document.project),
  );
  return (
    <div>
      <Select
        size="xs"
        label={t('image.split')}
        labelProps={{ className: classes.label }}
        data={[
          { value: none, label: t('image.splitNone') },
          ...splits.map((value) => ({ value, label: t(`image.splitOf.${value}`) })),
        ]}
        value={image.split ?? none}
        allowDeselect={false}
        onChange={(value) => {
          const split = splits.find((each) => each === value) ?? null;
          void moveToSplit(services, image.id, split);
        }}
      />
      {isLocked && <div className={classes.quiet}>{t('image.splitLocked')}</div>}
    </div>
  );
}
