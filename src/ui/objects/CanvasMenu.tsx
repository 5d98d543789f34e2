import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { imageToScreen } from '#core/geometry/viewport.ts';
import { setMenuAt } from '#store/objectsStore.ts';
import { useObjects, useServices, useSession } from '../servicesContext.ts';
import classes from './Objects.module.css';
import { ObjectActions } from './ObjectActions.tsx';

/** The menu of the selected objects, where the right button was pressed on the image. */
export function CanvasMenu() {
  const { t } = useTranslation();
  const { objects } = useServices().stores;
  const menuAt = useObjects((state) => state.menuAt);
  const viewport = useSession((state) => state.viewport);
  if (!menuAt) return null;
  const { x, y } = imageToScreen(viewport, menuAt);
  return (
    <Menu
      opened
      onClose={() => setMenuAt(objects, null)}
      position="right-start"
      shadow="md"
      width={690}
      returnFocus={false}
      withInitialFocusPlaceholder={false}
      withinPortal={false}
      floatingStrategy="fixed"
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={t('objects.canvasMenu')}
          style={{ position: 'absolute', left: x, top: y, width: 1, height: 1, opacity: 0 }}
        />
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        <ObjectActions />
      </Menu.Dropdown>
    </Menu>
  );
}
