import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { daysLeft } from '#core/project/bin.ts';
import { progressOf, type ProjectOverview } from '#core/project/overview.ts';
import type { ListedProject, Labour } from '#store/projectsStore.ts';
import { useProjects, useServices } from '../servicesContext.ts';
import { bytesText } from '../text/bytesText.ts';
import { shareText } from '../text/numberText.ts';
import { agoText } from '../text/timeText.ts';
import classes from './ProjectCard.module.css';

export interface ProjectFiguresProps {
  readonly listed: ListedProject;
  readonly overview: ProjectOverview;
  readonly labour: Labour | null;
}

/** How large a project is, how far the work on it, and when it was touched last. */
export function ProjectFigures({ listed, overview, labour }: ProjectFiguresProps) {
  const { t } = useTranslation();
  const { imageCount, objectCount } = overview;
  const counts = t('projects.counts', {
    images: t('projects.images', { count: imageCount }),
    objects: t('projects.objects', { count: objectCount }),
  });
  return (
    <>
      <div className={classes.line}>
        <span>{imageCount === 0 ? t('projects.empty') : counts}</span>
        <SizeText sizeBytes={overview.sizeBytes} />
      </div>
      {imageCount > 0 && <ProgressLine statusCounts={overview.statusCounts} />}
      <div className={`${classes.line} ${classes.last}`}>
        <TimeText listed={listed} imageCount={imageCount} labour={labour} />
      </div>
    </>
  );
}

function ProgressLine({ statusCounts }: Pick<ProjectOverview, 'statusCounts'>) {
  const { t } = useTranslation();
  const { finishedCount, toDoCount, skippedCount, share } = progressOf(statusCounts);
  const numbers = { finished: finishedCount, toDo: toDoCount, skipped: skippedCount };
  const text = t(skippedCount > 0 ? 'projects.progressSkipped' : 'projects.progress', numbers);
  return (
    <div>
      <Progress value={100 * share} size={5} aria-label={text} mb={5} />
      <div className={classes.line}>
        <span>{text}</span>
        <span>{shareText(t, share)}</span>
      </div>
    </div>
  );
}

function SizeText({ sizeBytes }: { readonly sizeBytes: number }) {
  const { t } = useTranslation();
  const usage = useProjects((state) => state.usage);
  if (sizeBytes === 0) return null;
  const size = bytesText(sizeBytes);
  const share = usage && usage.usedBytes >= sizeBytes ? sizeBytes / usage.usedBytes : null;
  return (
    <span>
      {share === null ? size : t('projects.sizeShare', { size, percent: shareText(t, share) })}
    </span>
  );
}

interface TimeTextProps {
  readonly listed: ListedProject;
  readonly imageCount: number;
  readonly labour: Labour | null;
}

function TimeText({ listed: { project, editedAt }, imageCount, labour }: TimeTextProps) {
  const { t } = useTranslation();
  const { now } = useServices();
  if (labour?.kind === 'purging') return <span role="status">{t('projects.purging')}</span>;
  if (labour?.kind === 'copying') {
    const numbers = { done: labour.doneCount, total: imageCount };
    return <span role="status">{t('projects.copying', numbers)}</span>;
  }
  if (project.deletedAt !== null) {
    return <span>{t('projects.daysLeft', { count: daysLeft(project, now()) })}</span>;
  }
  const ago = agoText(t, { at: editedAt, now: now(), style: 'long' });
  return <span>{t('projects.edited', { ago })}</span>;
}
