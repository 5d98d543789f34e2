import { ScrollArea, Table, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Agreement, AgreementScore } from '#core/metrics/agreement.ts';
import { sortedCategories } from '#core/project/project.ts';
import { useDocument, useMerge } from '../servicesContext.ts';
import { decimalText, numberText } from '../text/numberText.ts';
import classes from './Merge.module.css';

/** Agreement of all objects and of each category. */
export function AgreementTable({ agreement }: { readonly agreement: Agreement }) {
  const { t } = useTranslation();
  const { overall, kappa } = agreement;
  return (
    <div className={classes.scores}>
      <dl className={classes.headline}>
        <Figure
          name={t('merge.agreement.f1')}
          hint={t('merge.agreement.f1Hint')}
          value={percentOf(overall.f1)}
        />
        <Figure name={t('merge.agreement.meanIou')} hint={null} value={numberOf(overall.meanIou)} />
        <Figure
          name={t('merge.agreement.kappa')}
          hint={t('merge.agreement.kappaHint')}
          value={numberOf(kappa)}
        />
      </dl>
      <ScrollArea.Autosize
        mah={190}
        type="auto"
        style={{ flex: 1 }}
        viewportProps={{ tabIndex: 0 }}
      >
        <ScoreTable agreement={agreement} />
      </ScrollArea.Autosize>
    </div>
  );
}

function ScoreTable({ agreement: { overall, byCategory } }: { readonly agreement: Agreement }) {
  const { t } = useTranslation();
  const own = useDocument(({ document }) => document?.categories);
  const added = useMerge(({ open }) => open?.plan.addedCategories);
  const categories = sortedCategories([...(own?.values() ?? []), ...(added ?? [])]);
  const heads = [
    t('merge.mine'),
    t('merge.theirs'),
    t('merge.agreement.matched'),
    t('merge.agreement.meanIou'),
    t('merge.agreement.f1'),
  ];
  return (
    <Table
      verticalSpacing={3}
      horizontalSpacing={8}
      fz="xs"
      stickyHeader
      aria-label={t('merge.agreement.table')}
    >
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('merge.agreement.category')}</Table.Th>
          {heads.map((head) => (
            <Table.Th key={head} ta="right">
              {head}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        <ScoreRow name={t('merge.agreement.all')} score={overall} isSum />
        {categories.map(({ id, name }) => {
          const score = byCategory.get(id);
          return score && <ScoreRow key={id} name={name} score={score} />;
        })}
      </Table.Tbody>
    </Table>
  );
}

interface FigureProps {
  readonly name: string;
  readonly hint: string | null;
  readonly value: string;
}

function Figure({ name, hint, value }: FigureProps) {
  return (
    <Tooltip label={hint} disabled={hint === null} multiline w={260}>
      <div>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    </Tooltip>
  );
}

interface ScoreRowProps {
  readonly name: string;
  readonly score: AgreementScore;
  readonly isSum?: boolean;
}

function ScoreRow({ name, score, isSum = false }: ScoreRowProps) {
  return (
    <Table.Tr fw={isSum ? 600 : 400}>
      <Table.Th scope="row" fw={isSum ? 600 : 400}>
        {name}
      </Table.Th>
      <Table.Td ta="right">{numberText(score.mineCount)}</Table.Td>
      <Table.Td ta="right">{numberText(score.theirsCount)}</Table.Td>
      <Table.Td ta="right">{numberText(score.matchedCount)}</Table.Td>
      <Table.Td ta="right">{numberOf(score.meanIou)}</Table.Td>
      <Table.Td ta="right">{percentOf(score.f1)}</Table.Td>
    </Table.Tr>
  );
}

function numberOf(value: number | null): string {
  return value === null ? '–' : decimalText(value, 2);
}

function percentOf(value: number | null): string {
  return value === null ? '–' : `${numberText(Math.floor(value * 1000) / 10)} %`;
}
