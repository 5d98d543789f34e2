import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { Plus, Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sortedCategories } from '#core/project/project.ts';
import { runCommand } from '../commands/bindKeys.ts';
import { commandOf } from '../commands/commands.ts';
import { useDocument, useServices } from '../servicesContext.ts';
import { CommandButton } from '../widgets/CommandButton.tsx';
import panel from '../widgets/Panel.module.css';
import { CategoryList } from './CategoryList.tsx';
import { categoryIndex, foundRows, groupedRows } from './categoryRows.ts';

/** More than these are searched. */
const maxWithoutSearch = 12;

/** The categories of the project; a click makes one the active one. */
export function CategoryPanel() {
  const { t } = useTranslation();
  const services = useServices();
  const categories = useDocument(({ document }) => document?.categories);
  const sorted = useMemo(() => sortedCategories(categories?.values() ?? []), [categories]);
  const index = useMemo(() => categoryIndex(sorted), [sorted]);
  const [typed, setTyped] = useState('');
  const hasSearch = sorted.length > maxWithoutSearch;
  const isSearched = hasSearch && typed.trim() !== '';
  const rows = useMemo(
    () => (isSearched ? foundRows(index, typed) : groupedRows(sorted)),
    [isSearched, index, typed, sorted],
  );
  return (
    <section className={`${panel.panel} ${panel.categories}`} aria-label={t('categories.title')}>
      <div className={panel.head}>
        <h2 className={panel.title}>{t('categories.title')}</h2>
        <CommandButton commandId="manageCategories" size={22} />
        <Tooltip label={t('categories.add')}>
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={t('categories.add')}
            onClick={() => runCommand(services, commandOf('pickCategory'))}
          >
            <Plus size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      {hasSearch && <SearchField typed={typed} onType={setTyped} />}
      {rows.length === 0 ? (
        <p className={panel.empty}>{t(isSearched ? 'categories.noHit' : 'categories.empty')}</p>
      ) : (
        <CategoryList rows={rows} sorted={sorted} />
      )}
    </section>
  );
}

interface SearchFieldProps {
  readonly typed: string;
  onType(typed: string): void;
}

function SearchField({ typed, onType }: SearchFieldProps) {
  const { t } = useTranslation();
  return (
    <TextInput
      size="xs"
      mx={10}
      mb={4}
      leftSection={<Search size={13} aria-hidden />}
      aria-label={t('categories.search')}
      placeholder={t('categories.search')}
      value={typed}
      onChange={(event) => onType(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onType('');
      }}
    />
  );
}
