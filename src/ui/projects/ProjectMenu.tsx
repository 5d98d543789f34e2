import { ActionIcon, Menu } from '@mantine/core';
import {
  Archive,
  ArchiveRestore,
  Copy,
  MoreHorizontal,
  Pencil,
  Trash2,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ProjectPlace } from '#core/project/bin.ts';
import type { Project } from '#core/project/project.ts';
import { copyProject } from '#flows/projects/copyProject.ts';
import {
  archiveProject,
  deleteProject,
  restoreProject,
  unarchiveProject,
} from '#flows/projects/reviseProject.ts';
import { useServices } from '../servicesContext.ts';
import classes from './ProjectCard.module.css';

export interface ProjectMenuProps {
  readonly project: Project;
  readonly place: ProjectPlace;
  readonly isBusy: boolean;
  onRename(): void;
  onDeleteNow(): void;
}

interface Entry {
  readonly name:
    'rename' | 'duplicate' | 'archive' | 'unarchive' | 'delete' | 'restore' | 'deleteNow';
  readonly icon: LucideIcon;
  readonly isDanger?: boolean;
  readonly run: () => unknown;
}

/** What can be done to a project as a whole. */
export function ProjectMenu(props: ProjectMenuProps) {
  const { t } = useTranslation();
  const { name } = props.project;
  const entries = useEntries(props);
  return (
    <Menu position="bottom-end" shadow="md" width={210} returnFocus={false}>
      <Menu.Target>
        <ActionIcon
          className={classes.above}
          variant="subtle"
          color="gray"
          size={28}
          disabled={props.isBusy}
          aria-label={t('projects.menu', { name })}
        >
          <MoreHorizontal size={17} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {entries.map(({ name: id, icon: Icon, isDanger, run }) => (
          <Menu.Item
            key={id}
            color={isDanger ? 'red' : undefined}
            leftSection={<Icon size={15} aria-hidden />}
            onClick={() => void run()}
          >
            {t(`projects.${id}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function useEntries({ project, place, onRename, onDeleteNow }: ProjectMenuProps): readonly Entry[] {
  const { t } = useTranslation();
  const services = useServices();
  const { id } = project;
  const copyName = t('projects.copyName', { name: project.name });
  const rename: Entry = { name: 'rename', icon: Pencil, run: onRename };
  const duplicate: Entry = {
    name: 'duplicate',
    icon: Copy,
    run: () => copyProject(services, project, copyName),
  };
  const remove: Entry = {
    name: 'delete',
    icon: Trash2,
    isDanger: true,
    run: () => deleteProject(services, id),
  };
  switch (place) {
    case 'work': {
      const run = () => archiveProject(services, id);
      return [rename, duplicate, { name: 'archive', icon: Archive, run }, remove];
    }
    case 'archive': {
      const run = () => unarchiveProject(services, id);
      return [rename, duplicate, { name: 'unarchive', icon: ArchiveRestore, run }, remove];
    }
    case 'bin':
      return [
        { name: 'restore', icon: Undo2, run: () => restoreProject(services, id) },
        { name: 'deleteNow', icon: Trash2, isDanger: true, run: onDeleteNow },
      ];
  }
}
