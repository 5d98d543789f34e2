import { CloseButton, SegmentedControl } from '@mantine/core';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { showHistoryPanel, type HistoryKey } from '#store/historyStore.ts';
import { lookedAt } from '#store/nextStep.ts';
import { useRole, useServices, useSession } from '../servicesContext.ts';
import panel from '../widgets/Panel.module.css';
import classes from './History.module.css';
import { StepList } from './StepList.tsx';

/** The steps of the open image or of the project, and the way to the point after any of them. */
export function HistoryWindow() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const titleId = useId();
  useSession(({ openImageId, screen }) => `${screen} ${openImageId}`);
  const imageId = lookedAt(stores);
  const isFollowing = useRole() === 'follower';
  const [wanted, setWanted] = useState<'image' | 'project'>('image');
  const shown = imageId === null ? 'project' : wanted;
  const key: HistoryKey = shown === 'image' && imageId ? imageId : '';
  function close(): void {
    showHistoryPanel(stores.history, false);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close();
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes it
    <section className={classes.window} aria-labelledby={titleId} onKeyDown={onKeyDown}>
      <div className={classes.head}>
        <h2 id={titleId} className={panel.title}>
          {t('history.title')}
        </h2>
        <CloseButton size="sm" aria-label={t('history.close')} onClick={close} />
      </div>
      {imageId && (
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={t('history.which')}
          value={shown}
          onChange={(value) => setWanted(value === 'image' ? 'image' : 'project')}
          data={[
            { value: 'image', label: t('history.image') },
            { value: 'project', label: t('history.project') },
          ]}
        />
      )}
      <StepList key={key} historyKey={key} />
      <p className={classes.hint}>{t(isFollowing ? 'history.follower' : 'history.hint')}</p>
    </section>
  );
}
