import { Text, Title } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Disagreement } from '#core/metrics/agreement.ts';
import classes from './Merge.module.css';
import { useNames, type Names } from './objectNames.ts';
import { VirtualListbox } from './VirtualListbox.tsx';
import { decimalText } from '../text/numberText.ts';

export interface DisagreementListProps {
  readonly disagreements: readonly Disagreement[];
  readonly index: number;
  onTurn(index: number): void;
}

/** The objects on which both sides differ, the worst first. */
export function DisagreementList({ disagreements, index, onTurn }: DisagreementListProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.side}>
      <Title order={3} size="sm" mb={4}>
        {t('merge.agreement.list')}
      </Title>
      {disagreements.length === 0 ? (
        <Text size="sm">{t('merge.agreement.listNone')}</Text>
      ) : (
        <VirtualListbox
          label={t('merge.agreement.list')}
          count={disagreements.length}
          index={index}
          onTurn={onTurn}
          renderRow={(at) => {
            const disagreement = disagreements[at];
            return disagreement && <DisagreementRow disagreement={disagreement} />;
          }}
        />
      )}
    </div>
  );
}

function DisagreementRow({ disagreement }: { readonly disagreement: Disagreement }) {
  const { t } = useTranslation();
  const names = useNames();
  const iou = 'iou' in disagreement ? disagreement.iou : null;
  return (
    <span className={classes.rowText}>
      <span className={classes.rowTitle}>{disagreementTitle(t, names, disagreement)}</span>
      <span className={classes.rowDetail}>
        {names.fileOf(disagreement.imageId)}
        {iou !== null && ` · ${t('merge.agreement.iou', { iou: decimalText(iou, 2) })}`}
      </span>
    </span>
  );
}

/** What a disagreement is about, in a few words. */
export function disagreementTitle(
  t: TFunction,
  { categoryOf }: Names,
  disagreement: Disagreement,
): string {
  switch (disagreement.kind) {
    case 'category':
    case 'outline':
      return t(`merge.agreement.kind.${disagreement.kind}`, {
        mine: categoryOf(disagreement.mine),
        theirs: categoryOf(disagreement.theirs),
      });
    case 'onlyMine':
      return t('merge.agreement.kind.onlyMine', { mine: categoryOf(disagreement.mine) });
    case 'onlyTheirs':
      return t('merge.agreement.kind.onlyTheirs', { theirs: categoryOf(disagreement.theirs) });
  }
}
