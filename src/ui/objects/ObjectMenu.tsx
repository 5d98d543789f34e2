import { ActionIcon, Menu } from '@mantine/core';
import { EllipsisVertical } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Annotation } from '#core/annotation/annotation.ts';
import { selectAnnotation } from '#store/sessionStore.ts';
import { useServices } from '../servicesContext.ts';
import classes from './Objects.module.css';
import { ObjectActions } from './ObjectActions.tsx';

interface ObjectMenuProps {
  readonly annotation: Annotation;
  readonly name: string;
  readonly tabIndex: 0 | -1;
}

/** What else can be done with an object, and with all that are selected when it is one of them. */
export function ObjectMenu({ annotation: { id }, name, tabIndex }: ObjectMenuProps) {
  const { t } = useTranslation();
  const { session } = useServices().stores;
  function select(): void {
    if (!session.getState().selectedIds.includes(id)) selectAnnotation(session, id);
  }
  return (
    <Menu
      position="bottom-end"
      shadow="md"
      returnFocus={false}
      withInitialFocusPlaceholder={false}
      onOpen={select}
      width={690}
    >
      <Menu.Target>
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          tabIndex={tabIndex}
          aria-label={t('objects.menu', { name })}
        >
          <EllipsisVertical size={15} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        <ObjectActions />
      </Menu.Dropdown>
    </Menu>
  );
}
