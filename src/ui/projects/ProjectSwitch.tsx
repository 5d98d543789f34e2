import { ActionIcon, Menu } from '@mantine/core';
import { ChevronsUpDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { placeOf } from '#core/project/bin.ts';
import { refreshProjects } from '#flows/projects/listProjects.ts';
import { goTo } from '#flows/projects/navigate.ts';
import { reportError } from '#flows/report.ts';
import { useDocument, useProjects, useServices, useSettings } from '../servicesContext.ts';
import { CommandItem } from '../widgets/CommandItem.tsx';

/** A menu of the projects that were open lately. */
export function ProjectSwitch() {
  const { t } = useTranslation();
  const services = useServices();
  const others = useRecentOthers();
  return (
    <Menu
      position="bottom-start"
      shadow="md"
      width={280}
      onOpen={() => {
        refreshProjects(services).catch((error: unknown) => reportError(services, error));
      }}
    >
      <Menu.Target>
        <ActionIcon size={24} variant="subtle" color="gray" aria-label={t('header.switch')}>
          <ChevronsUpDown size={15} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t(others.length > 0 ? 'header.recent' : 'header.noOthers')}</Menu.Label>
        {others.map(({ id, name }) => (
          <Menu.Item
            key={id}
            onClick={() => void goTo(services, { screen: 'workbench', projectId: id })}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <CommandItem commandId="showProjects" />
      </Menu.Dropdown>
    </Menu>
  );
}

/** Those opened last come first; of a browser that forgot which, those edited last. */
function useRecentOthers() {
  const recentIds = useSettings((state) => state.recentProjectIds);
  const listed = useProjects((state) => state.listed);
  const openId = useDocument(({ document }) => document?.project.id);
  const projects = (listed ?? [])
    .map(({ project }) => project)
    .filter((project) => project.id !== openId && placeOf(project) === 'work');
  const rankOf = (id: (typeof recentIds)[number]) => {
    const rank = recentIds.indexOf(id);
    return rank < 0 ? recentIds.length : rank;
  };
  return projects.toSorted((a, b) => rankOf(a.id) - rankOf(b.id)).slice(0, 8);
}
