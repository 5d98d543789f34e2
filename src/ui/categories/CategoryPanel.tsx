import { ActionIcon, Kbd, Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { EllipsisVertical, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Category } from '#core/annotation/category.ts';
import { sortedCategories } from '#core/project/project.ts';
import { recolorCategory, removeCategory, renameCategory } from '#flows/editCategories.ts';
import { setActiveCategory } from '#store/sessionStore.ts';
import { runCommand } from '../commands/bindKeys.ts';
import { commandOf } from '../commands/commands.ts';
import { useDocument, useServices, useSession } from '../servicesContext.ts';
import { ColorSwatchButton } from '../widgets/ColorSwatchButton.tsx';
import { NameField } from '../widgets/NameField.tsx';
import panel from '../widgets/Panel.module.css';

/** The categories of the project; a click makes one the active one. */
export function CategoryPanel() {
  const { t } = useTranslation();
  const services = useServices();
  const categories = useDocument(({ document }) => document?.categories);
  const sorted = sortedCategories(categories?.values() ?? []);
  return (
    <section className={`${panel.panel} ${panel.categories}`} aria-label={t('categories.title')}>
      <div className={panel.head}>
        <h2 className={panel.title}>{t('categories.title')}</h2>
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
      {sorted.length === 0 ? (
        <p className={panel.empty}>{t('categories.empty')}</p>
      ) : (
        <ul className={panel.list}>
          {sorted.map((category, index) => (
            <CategoryRow key={category.id} category={category} place={index + 1} />
          ))}
        </ul>
      )}
    </section>
  );
}

function CategoryRow({ category, place }: { readonly category: Category; readonly place: number }) {
  const { t } = useTranslation();
  const services = useServices();
  const isActive = useSession((state) => state.activeCategoryId === category.id);
  const [isRenaming, setRenaming] = useState(false);
  const { id, name, color } = category;
  return (
    <li className={panel.row} data-selected={isActive}>
      <ColorSwatchButton
        label={t('categories.colorOf', { name })}
        color={color}
        onChange={(next) => void recolorCategory(services, id, next)}
      />
      {isRenaming ? (
        <NameField
          label={t('categories.nameField', { name })}
          name={name}
          onDone={(typed) => {
            setRenaming(false);
            if (typed !== null) void renameCategory(services, id, typed);
          }}
        />
      ) : (
        <UnstyledButton
          className={panel.name}
          aria-label={t('categories.use', { name })}
          aria-pressed={isActive}
          onClick={() => setActiveCategory(services.stores.session, id)}
          onDoubleClick={() => setRenaming(true)}
        >
          <span>{name}</span>
        </UnstyledButton>
      )}
      {place <= 9 && <Kbd size="xs">{place}</Kbd>}
      <CategoryMenu category={category} onRename={() => setRenaming(true)} />
    </li>
  );
}

function CategoryMenu({
  category: { id, name },
  onRename,
}: {
  readonly category: Category;
  onRename(): void;
}) {
  const { t } = useTranslation();
  const services = useServices();
  return (
    <Menu position="bottom-end" shadow="md" returnFocus={false}>
      <Menu.Target>
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={t('categories.menu', { name })}
        >
          <EllipsisVertical size={15} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Pencil size={14} aria-hidden />} onClick={onRename}>
          {t('categories.rename')}
        </Menu.Item>
        <Menu.Item
          color="red"
          leftSection={<Trash2 size={14} aria-hidden />}
          onClick={() => void removeCategory(services, id)}
        >
          {t('categories.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
