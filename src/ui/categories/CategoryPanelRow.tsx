import { ActionIcon, Menu, UnstyledButton } from '@mantine/core';
import { EllipsisVertical, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Category } from '#core/annotation/category.ts';
import { recolorCategory, removeCategory, renameCategory } from '#flows/editCategories.ts';
import { setActiveCategory, showDialog } from '#store/sessionStore.ts';
import { useServices, useSession } from '../servicesContext.ts';
import { ColorSwatchButton } from '../widgets/ColorSwatchButton.tsx';
import { Keys } from '../widgets/Keys.tsx';
import { MarkedText } from '../widgets/MarkedText.tsx';
import { NameField } from '../widgets/NameField.tsx';
import panel from '../widgets/Panel.module.css';
import type { CategoryRow } from './categoryRows.ts';

interface CategoryPanelRowProps {
  readonly row: CategoryRow;
  readonly hotkey: string | null;
  readonly offsetPx: number; // from the top of the list
}

/** One category: colour, name, key, and the rest in a menu. */
export function CategoryPanelRow({ row, hotkey, offsetPx }: CategoryPanelRowProps) {
  const { t } = useTranslation();
  const services = useServices();
  const { id, name, color } = row.category;
  const isActive = useSession((state) => state.activeCategoryId === id);
  const [isRenaming, setRenaming] = useState(false);
  return (
    <li
      className={panel.row}
      data-selected={isActive}
      style={{ transform: `translateY(${offsetPx}px)` }}
    >
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
          <span>
            <MarkedText text={name} ranges={row.ranges} />
          </span>
        </UnstyledButton>
      )}
      {hotkey !== null && (
        <span>
          <Keys combination={hotkey} />
        </span>
      )}
      <CategoryMenu category={row.category} onRename={() => setRenaming(true)} />
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
  /** Where objects have it, the manager asks what becomes of them. */
  function remove(): void {
    const { document, session } = services.stores;
    const images = [...(document.getState().document?.images.values() ?? [])];
    if (images.some(({ categoryCounts }) => (categoryCounts[id] ?? 0) > 0)) {
      setActiveCategory(session, id);
      showDialog(session, 'categories');
    } else void removeCategory(services, id);
  }
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
        <Menu.Item color="red" leftSection={<Trash2 size={14} aria-hidden />} onClick={remove}>
          {t('categories.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
