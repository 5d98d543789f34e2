import { Badge, UnstyledButton } from '@mantine/core';
import { useInViewport } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectPlace } from '#core/project/bin.ts';
import type { Project } from '#core/project/project.ts';
import { loadOverview } from '#flows/projects/listProjects.ts';
import { goTo } from '#flows/projects/navigate.ts';
import { renameProject } from '#flows/projects/reviseProject.ts';
import type { ListedProject } from '#store/projectsStore.ts';
import { useDocument, useProjects, useServices } from '../servicesContext.ts';
import { NameField } from '../widgets/NameField.tsx';
import classes from './ProjectCard.module.css';
import { ProjectCover } from './ProjectCover.tsx';
import { ProjectFigures } from './ProjectFigures.tsx';
import { ProjectMenu } from './ProjectMenu.tsx';

export interface ProjectCardProps {
  readonly listed: ListedProject;
  readonly place: ProjectPlace;
  onDeleteNow(): void;
}

/** One project of the start page; what it says is read when the card comes into sight. */
export function ProjectCard({ listed, place, onDeleteNow }: ProjectCardProps) {
  const { t } = useTranslation();
  const services = useServices();
  const { project } = listed;
  const { id } = project;
  const { ref, inViewport } = useInViewport<HTMLLIElement>();
  const overview = useProjects((state) => state.overviews.get(id) ?? null);
  const labour = useProjects((state) => state.labours.get(id) ?? null);
  const [isRenaming, setRenaming] = useState(false);
  useEffect(() => {
    if (inViewport) void loadOverview(services, listed);
  }, [services, listed, inViewport]);
  return (
    <li ref={ref} className={classes.card} data-place={place}>
      <ProjectCover coverKeys={overview?.coverKeys ?? null} />
      <div className={classes.body}>
        <div className={classes.head}>
          {isRenaming ? (
            <RenameField project={project} onDone={() => setRenaming(false)} />
          ) : (
            <ProjectName project={project} place={place} />
          )}
          <ProjectMenu
            project={project}
            place={place}
            isBusy={labour !== null}
            onRename={() => setRenaming(true)}
            onDeleteNow={onDeleteNow}
          />
        </div>
        {overview ? (
          <ProjectFigures listed={listed} overview={overview} labour={labour} />
        ) : (
          <div className={classes.line}>{t('projects.loading')}</div>
        )}
      </div>
    </li>
  );
}

interface ProjectNameProps {
  readonly project: Project;
  readonly place: ProjectPlace;
}

/** The name opens the project, unless it is in the bin. */
function ProjectName({ project: { id, name }, place }: ProjectNameProps) {
  const { t } = useTranslation();
  const services = useServices();
  const isOpen = useDocument(({ document }) => document?.project.id === id);
  if (place === 'bin') return <h3 className={classes.name}>{name}</h3>;
  return (
    <>
      <h3 className={classes.name}>
        <UnstyledButton
          className={classes.open}
          aria-label={t('projects.open', { name })}
          title={name}
          onClick={() => void goTo(services, { screen: 'workbench', projectId: id })}
        >
          {name}
        </UnstyledButton>
      </h3>
      {isOpen && (
        <Badge size="xs" variant="light" tt="none">
          {t('projects.isOpen')}
        </Badge>
      )}
    </>
  );
}

interface RenameFieldProps {
  readonly project: Project;
  onDone(): void;
}

function RenameField({ project: { id, name }, onDone }: RenameFieldProps) {
  const { t } = useTranslation();
  const services = useServices();
  return (
    <span className={classes.above} style={{ flex: 1 }}>
      <NameField
        label={t('projects.nameField', { name })}
        name={name}
        onDone={(typed) => {
          onDone();
          if (typed !== null) void renameProject(services, id, typed);
        }}
      />
    </span>
  );
}
