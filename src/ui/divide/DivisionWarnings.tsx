import { Alert, List } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Category } from '#core/annotation/category.ts';
import { splits } from '#core/division/ratios.ts';
import type { DivisionReport } from '#core/division/report.ts';
import { useDocument } from '../servicesContext.ts';

const namedCount = 4;

/** What a trainer or a reader of its numbers would stumble over. */
export function DivisionWarnings({ report }: { readonly report: DivisionReport }) {
  const { t } = useTranslation();
  const categories = useDocument(({ document }) => document?.categories);
  const warnings = [
    ...report.emptySplits.map((split) =>
      t('divide.warning.empty', { split: t(`divide.split.${split}`) }),
    ),
    ...oversizedText(t, report),
    ...(report.tornGroupCount > 0
      ? [t('divide.warning.torn', { count: report.tornGroupCount })]
      : []),
    ...unseenTexts(t, report, categories),
  ];
  if (warnings.length === 0) return null;
  return (
    <Alert
      color="yellow"
      variant="light"
      p="xs"
      icon={<TriangleAlert size={16} aria-hidden />}
      styles={{ message: { color: 'var(--mantine-color-text)' } }}
    >
      <List size="xs" spacing={2}>
        {warnings.map((warning) => (
          <List.Item key={warning}>{warning}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

function oversizedText(t: TFunction, { oversized }: DivisionReport): readonly string[] {
  if (!oversized) return [];
  const { imageCount, fileName } = oversized;
  return [t('divide.warning.oversized', { count: imageCount, fileName })];
}

/** An empty part lacks every category: that is said already. */
function unseenTexts(
  t: TFunction,
  { unseen, emptySplits }: DivisionReport,
  categories: ReadonlyMap<string, Category> | undefined,
): readonly string[] {
  return splits.flatMap((split) => {
    const names = unseen.flatMap((each) =>
      each.split === split ? (categories?.get(each.categoryId)?.name ?? []) : [],
    );
    if (names.length === 0 || emptySplits.includes(split)) return [];
    const count = names.length - namedCount;
    const values = {
      split: t(`divide.split.${split}`),
      names: names.slice(0, namedCount).join(', '),
    };
    return [
      count > 0
        ? t('divide.warning.unseenMore', { ...values, count })
        : t('divide.warning.unseen', values),
    ];
  });
}
