import { List, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import type { SetAside } from '#core/project/setAside.ts';

const listedCount = 6;

/** Names the records that were damaged, and what became of each. */
export function SetAsideNotice({
  t,
  found,
}: {
  readonly t: TFunction;
  readonly found: readonly SetAside[];
}) {
  const lines = [...new Set(found.map((each) => lineOf(t, each)))];
  const rest = lines.length - listedCount;
  return (
    <>
      <Text size="sm" fw={600}>
        {t('notice.setAside', { count: found.length })}
      </Text>
      <List size="xs" my={4}>
        {lines.slice(0, listedCount).map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
      {rest > 0 && <Text size="xs">{t('notice.more', { count: rest })}</Text>}
      <Text size="xs">{t('notice.restOpens')}</Text>
    </>
  );
}

function lineOf(t: TFunction, { kind, name, isRebuilt }: SetAside): string {
  const what =
    name === '' ? t(`notice.setAsideNameless.${kind}`) : t(`notice.setAsideOf.${kind}`, { name });
  return t(isRebuilt ? 'notice.rebuilt' : 'notice.notRebuilt', { what });
}
