import { ActionIcon, Menu } from '@mantine/core';
import { EllipsisVertical, Pencil, Sparkles, Tag, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Annotation } from '#core/annotation/annotation.ts';
import { removeAnnotation } from '#flows/editAnnotations.ts';
import { refineObject } from '#flows/refineObject.ts';
import { selectAnnotation, setCategoryPickerOpen, startRenaming } from '#store/sessionStore.ts';
import { useServices } from '../servicesContext.ts';
import { SimplifyItem } from '../shapes/SimplifyItem.tsx';
import { Keys } from '../widgets/Keys.tsx';

interface ObjectMenuProps {
  readonly annotation: Annotation;
  readonly name: string;
}

/** What else can be done with an object. */
export function ObjectMenu({ annotation, name }: ObjectMenuProps) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end" shadow="md" returnFocus={false} width={190}>
      <Menu.Target>
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={t('objects.menu', { name })}
        >
          <EllipsisVertical size={15} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <ObjectMenuItems id={annotation.id} />
      </Menu.Dropdown>
    </Menu>
  );
}

function ObjectMenuItems({ id }: Pick<Annotation, 'id'>) {
  const { t } = useTranslation();
  const services = useServices();
  const { session } = services.stores;
  function changeCategory(): void {
    selectAnnotation(session, id);
    setCategoryPickerOpen(session, true);
  }
  return (
    <>
      <Menu.Item
        leftSection={<Sparkles size={14} aria-hidden />}
        rightSection={<Keys combination="r" />}
        onClick={() => refineObject(services, id)}
      >
        {t('objects.refine')}
      </Menu.Item>
      <Menu.Item
        leftSection={<Pencil size={14} aria-hidden />}
        rightSection={<Keys combination="F2" />}
        onClick={() => startRenaming(session, id)}
      >
        {t('objects.rename')}
      </Menu.Item>
      <Menu.Item
        leftSection={<Tag size={14} aria-hidden />}
        rightSection={<Keys combination="c" />}
        onClick={changeCategory}
      >
        {t('objects.changeCategory')}
      </Menu.Item>
      <SimplifyItem id={id} />
      <Menu.Item
        color="red"
        leftSection={<Trash2 size={14} aria-hidden />}
        rightSection={<Keys combination="Delete" />}
        onClick={() => void removeAnnotation(services, id)}
      >
        {t('objects.delete')}
      </Menu.Item>
    </>
  );
}
