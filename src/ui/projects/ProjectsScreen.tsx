import { Button, Group, Text, TextInput, Title } from '@mantine/core';
import { Plus, Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { binDays, placeOf, type ProjectPlace } from '#core/project/bin.ts';
import type { Project } from '#core/project/project.ts';
import { refreshProjects } from '#flows/projects/listProjects.ts';
import { purgeNow } from '#flows/projects/purge.ts';
import { reportError } from '#flows/report.ts';
import type { ListedProject } from '#store/projectsStore.ts';
import { SettingsDialog } from '../dialogs/settings/SettingsDialog.tsx';
import { ShortcutSheet } from '../dialogs/ShortcutSheet.tsx';
import { Notices } from '../notices/Notices.tsx';
import { useProjects, useServices } from '../servicesContext.ts';
import { AppMark, SettingsButton, ThemeButton } from '../workbench/Header.tsx';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { NewProjectDialog } from './NewProjectDialog.tsx';
import { FoldedGrid, ProjectGrid } from './ProjectSection.tsx';
import classes from './ProjectsScreen.module.css';
import { StorageLine } from './StorageLine.tsx';

/** A list that is longer cannot be taken in at a glance. */
const maxUnsearched = 8;

/** All projects on this machine. */
export function ProjectsScreen() {
  const services = useServices();
  useEffect(() => {
    refreshProjects(services).catch((error: unknown) => reportError(services, error));
  }, [services]);
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <Group h="100%" px="sm" gap="sm" wrap="nowrap">
          <AppMark />
          <span style={{ flex: 1 }} />
          <SettingsButton />
          <ThemeButton />
        </Group>
      </header>
      <main className={classes.main}>
        <div className={classes.inner}>
          <Projects />
        </div>
      </main>
      <SettingsDialog />
      <ShortcutSheet />
      <Notices />
    </div>
  );
}

function Projects() {
  const { t } = useTranslation();
  const listed = useProjects((state) => state.listed);
  const [text, setText] = useState('');
  const [doomed, setDoomed] = useState<Project | null>(null);
  if (!listed) return null;
  const isSearchable = listed.length > maxUnsearched;
  const found = isSearchable ? listed.filter((each) => isCalled(each, text)) : listed;
  const inPlace = (place: ProjectPlace) =>
    found.filter(({ project }) => placeOf(project) === place);
  const [work, archive, bin] = [inPlace('work'), inPlace('archive'), inPlace('bin')];
  const nothing = text === '' ? t('projects.none') : t('projects.noneFound', { text });
  return (
    <>
      <Toolbar search={isSearchable ? { text, setText } : null} />
      {work.length > 0 ? (
        <ProjectGrid
          label={t('projects.section.work')}
          projects={work}
          place="work"
          onDeleteNow={setDoomed}
        />
      ) : (
        <p className={classes.nothing}>{nothing}</p>
      )}
      <FoldedGrid
        label={t('projects.section.archive', { count: archive.length })}
        projects={archive}
        place="archive"
        onDeleteNow={setDoomed}
      />
      <FoldedGrid
        label={t('projects.section.bin', { count: bin.length })}
        projects={bin}
        place="bin"
        hint={
          <Text size="xs" c="var(--quiet)" mb="sm">
            {t('projects.binHint', { days: binDays })}
          </Text>
        }
        onDeleteNow={setDoomed}
      />
      <PurgeDialog project={doomed} onClose={() => setDoomed(null)} />
    </>
  );
}

function isCalled({ project }: ListedProject, text: string): boolean {
  return project.name.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase());
}

interface ToolbarProps {
  readonly search: { readonly text: string; setText(text: string): void } | null;
}

/** Ways to find a project and to get another one. */
function Toolbar({ search }: ToolbarProps) {
  const { t } = useTranslation();
  const [isCreating, setCreating] = useState(false);
  return (
    <Group gap="sm" mb="lg">
      <Title order={2} size="h3">
        {t('projects.title')}
      </Title>
      <StorageLine />
      <span style={{ flex: 1 }} />
      {search && (
        <TextInput
          type="search"
          size="sm"
          w={220}
          aria-label={t('projects.search')}
          placeholder={t('projects.search')}
          leftSection={<Search size={15} aria-hidden />}
          value={search.text}
          onChange={(event) => search.setText(event.currentTarget.value)}
        />
      )}
      <Button
        size="sm"
        leftSection={<Plus size={16} aria-hidden />}
        onClick={() => setCreating(true)}
      >
        {t('projects.new')}
      </Button>
      <NewProjectDialog isOpen={isCreating} onClose={() => setCreating(false)} />
    </Group>
  );
}

interface PurgeDialogProps {
  readonly project: Project | null; // null: nothing is asked
  onClose(): void;
}

function PurgeDialog({ project, onClose }: PurgeDialogProps) {
  const { t } = useTranslation();
  const services = useServices();
  return (
    <ConfirmDialog
      isOpen={project !== null}
      title={t('projects.purge.title', { name: project?.name ?? '' })}
      body={t('projects.purge.body')}
      cancel={t('projects.purge.cancel')}
      confirm={t('projects.purge.delete')}
      isDanger
      onCancel={onClose}
      onConfirm={() => {
        onClose();
        if (project) void purgeNow(services, project.id);
      }}
    />
  );
}
