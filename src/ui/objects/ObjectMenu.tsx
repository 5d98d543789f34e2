import { ActionIcon, Menu } from '@mantine/core';
import { EllipsisVertical } from 'lucide-react';
import { useState, type ComponentPropsWithRef } from 'react';
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

/**
 * What else can be done with an object, and with all that are selected when it is one of them. The menu
 * is not there before it is first wanted: a list shows dozens of rows at once.
 */
export function ObjectMenu({ annotation: { id }, name, tabIndex }: ObjectMenuProps) {
  const { session } = useServices().stores;
  const [isWanted, setWanted] = useState(false);
  function select(): void {
    if (!session.getState().selectedIds.includes(id)) selectAnnotation(session, id);
  }
  if (!isWanted) {
    const open = () => {
      select();
      setWanted(true);
    };
    return <MenuButton name={name} tabIndex={tabIndex} onClick={open} />;
  }
  return (
    <Menu
      defaultOpened
      position="bottom-end"
      shadow="md"
      returnFocus={false}
      withInitialFocusPlaceholder={false}
      onOpen={select}
      width={690}
    >
      <Menu.Target>
        <MenuButton name={name} tabIndex={tabIndex} />
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        <ObjectActions />
      </Menu.Dropdown>
    </Menu>
  );
}

interface MenuButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'color'> {
  readonly name: string;
}

function MenuButton({ name, ...rest }: MenuButtonProps) {
  const { t } = useTranslation();
  return (
    <ActionIcon
      {...rest}
      size="sm"
      variant="subtle"
      color="gray"
      aria-label={t('objects.menu', { name })}
      aria-haspopup="menu"
    >
      <EllipsisVertical size={15} aria-hidden />
    </ActionIcon>
  );
}
