import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectId } from '#core/annotation/ids.ts';
import { placeOf } from '#core/project/bin.ts';
import { createProject } from '#flows/projects/createProject.ts';
import { goTo } from '#flows/projects/navigate.ts';
import { reportError } from '#flows/report.ts';
import { useProjects, useServices } from '../servicesContext.ts';
import { Dialog } from '../widgets/Dialog.tsx';

export interface NewProjectDialogProps {
  readonly isOpen: boolean;
  onClose(): void;
}

/** Name and categories of a new project, which is opened at once. */
export function NewProjectDialog({ isOpen, onClose }: NewProjectDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('projects.new')} size="sm">
      <NewProjectForm onClose={onClose} />
    </Dialog>
  );
}

function NewProjectForm({ onClose }: Pick<NewProjectDialogProps, 'onClose'>) {
  const { t } = useTranslation();
  const services = useServices();
  const [name, setName] = useState('');
  const [model, setModel] = useState<string | null>(null);
  async function create(): Promise<void> {
    const typed = name.trim() || t('app.newProject');
    const project = await createProject(services, typed, model as ProjectId | null);
    await goTo(services, { screen: 'workbench', projectId: project.id });
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    onClose();
    create().catch((error: unknown) => reportError(services, error));
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label={t('projects.newName')}
          placeholder={t('projects.newNamePlaceholder')}
          value={name}
          maxLength={200}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <ModelChoice value={model} onChange={setModel} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" size="sm" onClick={onClose}>
            {t('projects.cancel')}
          </Button>
          <Button size="sm" type="submit">
            {t('projects.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface ModelChoiceProps {
  readonly value: string | null; // a project's id
  onChange(value: string | null): void;
}

/** The project whose categories the new one gets. */
function ModelChoice({ value, onChange }: ModelChoiceProps) {
  const { t } = useTranslation();
  const listed = useProjects((state) => state.listed) ?? [];
  const models = listed.filter(({ project }) => placeOf(project) !== 'bin');
  if (models.length === 0) return null;
  return (
    <Select
      label={t('projects.categoriesFrom')}
      placeholder={t('projects.noCategories')}
      data={models.map(({ project }) => ({ value: project.id, label: project.name }))}
      value={value}
      onChange={onChange}
      clearable
      clearButtonProps={{ 'aria-label': t('projects.noCategories') }}
    />
  );
}
