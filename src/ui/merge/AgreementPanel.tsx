import { Center, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agreement, Disagreement } from '#core/metrics/agreement.ts';
import { cropAround } from '#core/merge/cropAround.ts';
import { useDocument } from '../servicesContext.ts';
import { AgreementTable } from './AgreementTable.tsx';
import { disagreementTitle, DisagreementList } from './DisagreementList.tsx';
import classes from './Merge.module.css';
import { ObjectPicture } from './ObjectPicture.tsx';
import { useNames } from './objectNames.ts';
import { sideColors } from './sideColors.ts';
import { usePicture } from './usePicture.ts';

/** How both sides agree, in numbers, and where they do not, in pictures. */
export function AgreementPanel({ agreement }: { readonly agreement: Agreement }) {
  const { t } = useTranslation();
  const [index, setIndex] = useState(0);
  const shown = agreement.disagreements[index];
  if (agreement.byCategory.size === 0) {
    return (
      <Center h="100%">
        <Text size="sm">{t('merge.agreement.none')}</Text>
      </Center>
    );
  }
  return (
    <div className={classes.agreement}>
      <AgreementTable agreement={agreement} />
      <div className={classes.columns}>
        <DisagreementList disagreements={agreement.disagreements} index={index} onTurn={setIndex} />
        {shown && <BothOutlines disagreement={shown} />}
      </div>
    </div>
  );
}

function BothOutlines({ disagreement }: { readonly disagreement: Disagreement }) {
  const { t } = useTranslation();
  const names = useNames();
  const { imageId } = disagreement;
  const size = useDocument(({ document }) => document?.images.get(imageId)?.size);
  const picture = usePicture(imageId);
  const { masks, crop } = useMemo(() => {
    const drawn = (['mine', 'theirs'] as const).flatMap((side) => {
      const object = objectOf(disagreement, side);
      return object ? [{ mask: object.mask, color: sideColors[side], isDotted: false }] : [];
    });
    return {
      masks: drawn,
      crop: cropAround(
        drawn.map(({ mask }) => mask),
        size ?? { width: 1, height: 1 },
      ),
    };
  }, [disagreement, size]);
  const title = disagreementTitle(t, names, disagreement);
  return (
    <figure className={classes.version}>
      <figcaption className={classes.caption}>
        <span className={classes.swatch} style={{ background: sideColors.mine }} />
        {t('merge.mine')}
        <span className={classes.swatch} style={{ background: sideColors.theirs }} />
        {t('merge.theirs')}
      </figcaption>
      <ObjectPicture
        label={t('merge.agreement.picture', { title, fileName: names.fileOf(imageId) })}
        picture={picture}
        crop={crop}
        masks={masks}
      />
    </figure>
  );
}

function objectOf(disagreement: Disagreement, side: 'mine' | 'theirs') {
  switch (disagreement.kind) {
    case 'category':
    case 'outline':
      return disagreement[side];
    case 'onlyMine':
      return side === 'mine' ? disagreement.mine : null;
    case 'onlyTheirs':
      return side === 'theirs' ? disagreement.theirs : null;
  }
}
