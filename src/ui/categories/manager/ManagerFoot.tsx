import { Button, Group, Text } from '@mantine/core';
import { Merge, Palette, Trash2, TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Category } from '#core/annotation/category.ts';
import { lookAlikesIn } from '#core/annotation/categoryColors.ts';
import { recolorAll } from '#flows/categories/listEdits.ts';
import { useServices } from '../../servicesContext.ts';
import classes from './Manager.module.css';
import type { ManagerTask } from './managerTask.ts';

interface ManagerFootProps {
  readonly sorted: readonly Category[];
  readonly meant: readonly Category[]; // what a task would be about
  onTask(task: ManagerTask): void;
}

/** What can be done with the categories that are ticked, and with the colours of all. */
export function ManagerFoot({ sorted, meant, onTask }: ManagerFootProps) {
  const { t } = useTranslation();
  const services = useServices();
  return (
    <>
      <LookAlikeNote sorted={sorted} />
      <Group gap="xs" wrap="wrap">
        <Text size="xs" c="var(--quiet)" style={{ flex: 1 }}>
          {t('manager.categories', { count: sorted.length })}
        </Text>
        <Button
          size="xs"
          variant="default"
          title={t('manager.recolorHint')}
          disabled={sorted.length === 0}
          leftSection={<Palette size={14} aria-hidden />}
          onClick={() => void recolorAll(services)}
        >
          {t('manager.recolor')}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={meant.length === 0 || sorted.length < 2}
          leftSection={<Merge size={14} aria-hidden />}
          onClick={() => onTask('merge')}
        >
          {t('manager.merge')}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={meant.length === 0}
          leftSection={<Trash2 size={14} aria-hidden />}
          onClick={() => onTask('delete')}
        >
          {t('manager.delete')}
        </Button>
      </Group>
    </>
  );
}

/** Of hundreds of colours some must be alike: then it says nothing that could be mended. */
const maxWarnedCount = 60;

function LookAlikeNote({ sorted }: Pick<ManagerFootProps, 'sorted'>) {
  const { t } = useTranslation();
  const pairs = useMemo(
    () => (sorted.length > maxWarnedCount ? [] : lookAlikesIn(sorted.map(({ color }) => color))),
    [sorted],
  );
  const [pair] = pairs;
  if (!pair) return null;
  const [first, second] = pair.map((place) => sorted[place]?.name ?? '');
  return (
    <p className={classes.note} role="status">
      <TriangleAlert size={14} aria-hidden />
      <span>{t('manager.lookAlike', { count: pairs.length, first, second })}</span>
    </p>
  );
}
