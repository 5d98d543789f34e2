import { ScrollArea, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { splits } from '#core/division/ratios.ts';
import type { DivisionReport } from '#core/division/report.ts';
import { sortedCategories } from '#core/project/project.ts';
import type { Split } from '#core/project/split.ts';
import { useDocument } from '../servicesContext.ts';
import { decimalText, numberText } from '../text/numberText.ts';
import classes from './Divide.module.css';

/** Images, and objects by category, that each part gets; a mark shows what it should get. */
export function DivisionTable({ report }: { readonly report: DivisionReport }) {
  const { t } = useTranslation();
  const categories = useDocument(({ document }) => document?.categories);
  const rows = sortedCategories(categories?.values() ?? []).flatMap(({ id, name, color }) => {
    const total = report.objectCounts[id] ?? 0;
    const amountOf = (split: Split) => report.shares[split].objectCounts[id] ?? 0;
    return total > 0 ? [{ id, name, color, total, amountOf }] : [];
  });
  const imagesOf = (split: Split) => report.shares[split].imageCount;
  return (
    <ScrollArea.Autosize mah={340} type="auto" viewportProps={{ tabIndex: 0 }}>
      <Table verticalSpacing={4} horizontalSpacing={8} fz="xs" stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('divide.categoryColumn')}</Table.Th>
            <Table.Th ta="right">{t('divide.row.total')}</Table.Th>
            {splits.map((split) => (
              <Table.Th key={split} className={classes.part}>
                <span className={classes.dot} data-split={split} /> {t(`divide.split.${split}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          <Row
            name={t('divide.row.images')}
            color={null}
            total={report.imageCount}
            amountOf={imagesOf}
            ratios={report.ratios}
          />
          {rows.map(({ id, ...row }) => (
            <Row key={id} {...row} ratios={report.ratios} />
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}

interface RowProps {
  readonly name: string;
  readonly color: string | null;
  readonly total: number;
  readonly ratios: DivisionReport['ratios'];
  amountOf(split: Split): number;
}

function Row({ name, color, total, ratios, amountOf }: RowProps) {
  return (
    <Table.Tr>
      <Table.Th scope="row" className={classes.name}>
        {color && <span className={classes.category} style={{ background: color }} />}
        {name}
      </Table.Th>
      <Table.Td ta="right">{numberText(total)}</Table.Td>
      {splits.map((split) => (
        <ShareCell
          key={split}
          name={name}
          split={split}
          amount={amountOf(split)}
          total={total}
          wanted={ratios[split]}
        />
      ))}
    </Table.Tr>
  );
}

interface ShareCellProps {
  readonly name: string;
  readonly split: Split;
  readonly amount: number;
  readonly total: number;
  readonly wanted: number; // 0…1
}

function ShareCell({ name, split, amount, total, wanted }: ShareCellProps) {
  const { t } = useTranslation();
  const share = total === 0 ? 0 : amount / total;
  const percent = percentOf(share);
  return (
    <Table.Td
      title={t('divide.shareTitle', {
        split: t(`divide.split.${split}`),
        name,
        percent,
        wanted: percentOf(wanted),
      })}
    >
      <span className={classes.amount}>
        <span>{numberText(amount)}</span>
        <span className={classes.quiet}>{t('divide.share', { percent })}</span>
      </span>
      <span className={classes.bar} aria-hidden>
        <span
          className={classes.fill}
          data-split={split}
          style={{ width: `${Math.min(1, share) * 100}%` }}
        />
        <span className={classes.mark} style={{ left: `${wanted * 100}%` }} />
      </span>
    </Table.Td>
  );
}

function percentOf(share: number): string {
  return decimalText(share * 100, share > 0 && share < 0.1 ? 1 : 0);
}
