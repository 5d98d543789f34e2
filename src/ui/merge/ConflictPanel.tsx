import { Button, Center, Group, Text } from '@mantine/core';
import { Check, CircleHelp } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { MergeConflict } from '#core/merge/mergeObjects.ts';
import { choicesOf, type MergeChoice } from '#core/merge/resolveMerge.ts';
import { decideRest, decideShown, turnToConflict, type OpenMerge } from '#store/mergeStore.ts';
import { useServices } from '../servicesContext.ts';
import { ConflictDetail } from './ConflictDetail.tsx';
import classes from './Merge.module.css';
import { useNames } from './objectNames.ts';
import { VirtualListbox } from './VirtualListbox.tsx';

/** All conflicts on the left, the chosen one side by side on the right. */
export function ConflictPanel({ open }: { readonly open: OpenMerge }) {
  const { t } = useTranslation();
  const { stores } = useServices();
  const { plan, choices, shownIndex } = open;
  const shown = plan.conflicts[shownIndex];
  if (!shown) {
    return (
      <Center h="100%">
        <Text size="sm">{t('merge.conflict.none')}</Text>
      </Center>
    );
  }
  function onKeyDown(event: KeyboardEvent): void {
    const choice = shown && choicesOf(shown.kind)[['1', '2', '3', '4'].indexOf(event.key)];
    if (!choice || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    decideShown(stores.merge, choice);
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of whatever has the focus inside
    <div className={classes.columns} onKeyDown={onKeyDown}>
      <div className={classes.side}>
        <VirtualListbox
          label={t('merge.conflict.list')}
          count={plan.conflicts.length}
          index={shownIndex}
          takesFocus
          onTurn={(index) => turnToConflict(stores.merge, index)}
          renderRow={(index) => {
            const conflict = plan.conflicts[index];
            return (
              conflict && (
                <ConflictRow conflict={conflict} choice={choices.get(conflict.id) ?? null} />
              )
            );
          }}
        />
        <RestButtons />
      </div>
      <ConflictDetail
        conflict={shown}
        choice={choices.get(shown.id) ?? null}
        position={t('merge.conflict.position', {
          number: shownIndex + 1,
          total: plan.conflicts.length,
        })}
        onChoose={(choice) => decideShown(stores.merge, choice)}
      />
    </div>
  );
}

function RestButtons() {
  const { t } = useTranslation();
  const { stores } = useServices();
  return (
    <Group gap={6} className={classes.rest}>
      <Text size="xs" c="var(--quiet)">
        {t('merge.conflict.rest')}
      </Text>
      <Button size="compact-xs" variant="default" onClick={() => decideRest(stores.merge, 'mine')}>
        {t('merge.conflict.allMine')}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => decideRest(stores.merge, 'theirs')}
      >
        {t('merge.conflict.allTheirs')}
      </Button>
    </Group>
  );
}

interface ConflictRowProps {
  readonly conflict: MergeConflict;
  readonly choice: MergeChoice | null;
}

function ConflictRow({ conflict, choice }: ConflictRowProps) {
  const { t } = useTranslation();
  const { categoryOf, fileOf } = useNames();
  const object = conflict.mine ?? conflict.theirs;
  const Icon = choice ? Check : CircleHelp;
  return (
    <>
      <Icon
        size={15}
        className={choice ? classes.decided : classes.undecided}
        aria-label={choice ? decisionText(choice) : t('merge.conflict.undecided')}
      />
      <span className={classes.rowText}>
        <span className={classes.rowTitle}>
          {object && (object.name || categoryOf(object))}
          {choice && (
            <span className={classes.rowChoice}>{t(`merge.conflict.choice.${choice}`)}</span>
          )}
        </span>
        <span className={classes.rowDetail}>
          {t(`merge.conflict.kind.${conflict.kind}`)} · {fileOf(conflict.imageId)}
        </span>
      </span>
    </>
  );

  function decisionText(made: MergeChoice): string {
    switch (made) {
      case 'mine':
      case 'theirs':
        return t('merge.conflict.decided', { choice: t(`merge.conflict.choice.${made}`) });
      case 'both':
        return t('merge.conflict.decidedBoth');
      case 'neither':
        return t('merge.conflict.decidedNeither');
    }
  }
}
