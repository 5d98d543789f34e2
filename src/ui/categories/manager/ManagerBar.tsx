import { Button, FileButton, Group, TextInput } from '@mantine/core';
import { Download, Plus, Search, Upload } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { categoriesText, importCategories } from '#flows/categories/categoryFiles.ts';
import { reportError } from '#flows/report.ts';
import { useServices } from '../../servicesContext.ts';
import { saveFile } from '../../widgets/saveFile.ts';

interface ManagerBarProps {
  readonly typed: string;
  onType(typed: string): void;
  onAdd(): void;
}

/** Search, and what makes or takes whole lists. */
export function ManagerBar({ typed, onType, onAdd }: ManagerBarProps) {
  const { t } = useTranslation();
  const services = useServices();
  function load(file: File | null): void {
    if (!file) return;
    importCategories(services, file).catch((error: unknown) => reportError(services, error));
  }
  function save(): void {
    const text = categoriesText(services);
    saveFile(new Blob([text], { type: 'application/json' }), 'categories.json');
  }
  return (
    <Group gap="xs" wrap="wrap">
      <TextInput
        size="xs"
        style={{ flex: '1 1 160px' }}
        leftSection={<Search size={14} aria-hidden />}
        aria-label={t('categories.search')}
        placeholder={t('categories.search')}
        value={typed}
        data-autofocus
        onChange={(event) => onType(event.currentTarget.value)}
      />
      <Button size="xs" leftSection={<Plus size={14} aria-hidden />} onClick={onAdd}>
        {t('manager.add')}
      </Button>
      <FileButton onChange={load} accept="application/json,.json">
        {(props) => (
          <Button
            {...props}
            size="xs"
            variant="default"
            leftSection={<Upload size={14} aria-hidden />}
          >
            {t('manager.import')}
          </Button>
        )}
      </FileButton>
      <Button
        size="xs"
        variant="default"
        leftSection={<Download size={14} aria-hidden />}
        onClick={save}
      >
        {t('manager.export')}
      </Button>
    </Group>
  );
}
