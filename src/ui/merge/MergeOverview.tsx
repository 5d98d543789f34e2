import { List, ScrollArea, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MergePlan } from '#core/merge/threeWay.ts';

const outcomes = ['added', 'edited', 'deleted', 'keptMine', 'same', 'unchanged'] as const;
const listedCount = 12;

/** How much of the merge settles itself, and what is left out. */
export function MergeOverview({ plan }: { readonly plan: MergePlan }) {
  const { t } = useTranslation();
  const rows = [
    ...outcomes.map((outcome) => ({
      name: t(`merge.overview.${outcome}`),
      count: plan.outcomeCounts[outcome],
    })),
    { name: t('merge.overview.revised'), count: plan.revisedImageCount },
    { name: t('merge.overview.categories'), count: plan.addedCategories.length },
    { name: t('merge.overview.conflicts'), count: plan.conflicts.length },
  ];
  return (
    <ScrollArea h="100%" type="auto" viewportProps={{ tabIndex: 0 }}>
      <Stack gap="sm" maw={560} pt="xs">
        <Text size="sm" fw={600}>
          {t('merge.overview.images', { count: plan.images.length })}
        </Text>
        <Table verticalSpacing={5} fz="sm">
          <Table.Tbody>
            {rows.map(({ name, count }) => (
              <Table.Tr key={name}>
                <Table.Th scope="row" fw={400}>
                  {name}
                </Table.Th>
                <Table.Td ta="right" fw={count > 0 ? 600 : 400}>
                  {count}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <LeftOut plan={plan} />
      </Stack>
    </ScrollArea>
  );
}

function LeftOut({ plan: { leftOut } }: { readonly plan: MergePlan }) {
  const { t } = useTranslation();
  if (leftOut.length === 0) return null;
  const rest = leftOut.length - listedCount;
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('merge.overview.leftOut', { count: leftOut.length })}
      </Text>
      <List size="xs" mt={4}>
        {leftOut.slice(0, listedCount).map(({ fileName, reason }) => (
          <List.Item key={fileName}>
            {t('merge.overview.leftOutRow', {
              fileName,
              reason: t(`merge.overview.reason.${reason}`),
            })}
          </List.Item>
        ))}
      </List>
      {rest > 0 && <Text size="xs">{t('merge.overview.more', { count: rest })}</Text>}
    </div>
  );
}
