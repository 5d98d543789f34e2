import { Alert, Badge, Button, Group, Tabs, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applyMerge } from '#flows/merge/applyMerge.ts';
import { undecidedCountOf, type OpenMerge } from '#store/mergeStore.ts';
import { useDocument, useServices } from '../servicesContext.ts';
import { AgreementPanel } from './AgreementPanel.tsx';
import { ConflictPanel } from './ConflictPanel.tsx';
import classes from './Merge.module.css';
import { MergeOverview } from './MergeOverview.tsx';

export interface MergeReviewProps {
  readonly open: OpenMerge;
  onCancel(): void;
  onDone(): void;
}

/** What a merge would do, what has to be decided, and how both sides agree. */
export function MergeReview({ open, onCancel, onDone }: MergeReviewProps) {
  const { t } = useTranslation();
  const { project, writtenBy, images } = open.content;
  // the copy that somebody works on is a project of its own: its images tell where it came from
  const isFromHere = useDocument(({ document }) =>
    [...images.keys()].some((id) => document?.images.has(id)),
  );
  const review = useRef<HTMLDivElement>(null);
  // the dialog gave the focus to a form that is gone; a tab that is chosen later keeps it
  useEffect(() => review.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), []);
  return (
    <div ref={review} className={classes.review}>
      {!isFromHere && (
        <Alert color="yellow" variant="light" p="xs" className={classes.readable}>
          {t('merge.otherProject', { name: project.name })}
        </Alert>
      )}
      <Text size="xs" c="var(--quiet)" className={classes.writer}>
        {writtenBy === '' ? t('merge.byNobody') : t('merge.by', { name: writtenBy })}
      </Text>
      <ReviewTabs open={open} />
      <ReviewFooter open={open} onCancel={onCancel} onDone={onDone} />
    </div>
  );
}

function ReviewTabs({ open }: Pick<MergeReviewProps, 'open'>) {
  const { t } = useTranslation();
  return (
    <Tabs
      defaultValue={open.plan.conflicts.length > 0 ? 'conflicts' : 'overview'}
      keepMounted={false}
      className={classes.tabs}
    >
      <Tabs.List>
        <Tabs.Tab value="overview">{t('merge.tab.overview')}</Tabs.Tab>
        <Tabs.Tab value="conflicts" rightSection={<CountBadge count={undecidedCountOf(open)} />}>
          {t('merge.tab.conflicts')}
        </Tabs.Tab>
        <Tabs.Tab value="agreement">{t('merge.tab.agreement')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="overview" className={classes.panel}>
        <MergeOverview plan={open.plan} />
      </Tabs.Panel>
      <Tabs.Panel value="conflicts" className={classes.panel}>
        <ConflictPanel open={open} />
      </Tabs.Panel>
      <Tabs.Panel value="agreement" className={classes.panel}>
        <AgreementPanel agreement={open.agreement} />
      </Tabs.Panel>
    </Tabs>
  );
}

function ReviewFooter({ open, onCancel, onDone }: MergeReviewProps) {
  const { t } = useTranslation();
  const services = useServices();
  const [isApplying, setApplying] = useState(false);
  const undecidedCount = undecidedCountOf(open);
  async function apply(): Promise<void> {
    setApplying(true);
    try {
      if (await applyMerge(services)) onDone();
    } finally {
      setApplying(false);
    }
  }
  return (
    <Group justify="flex-end" gap="xs">
      <Text size="sm" c="var(--quiet)" role="status" style={{ flex: 1 }}>
        {open.plan.conflicts.length > 0 &&
          (undecidedCount > 0
            ? t('merge.conflict.left', { count: undecidedCount })
            : t('merge.conflict.leftNone'))}
      </Text>
      <Button variant="default" size="sm" onClick={onCancel}>
        {t('merge.cancel')}
      </Button>
      <Button
        size="sm"
        disabled={undecidedCount > 0 || open.plan.images.length === 0}
        loading={isApplying}
        onClick={() => void apply()}
      >
        {t('merge.apply')}
      </Button>
    </Group>
  );
}

function CountBadge({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return (
    <Badge size="sm" circle={count < 10} variant="filled">
      {count}
    </Badge>
  );
}
