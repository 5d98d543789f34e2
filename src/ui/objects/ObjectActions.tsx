import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CommandItem } from '../widgets/CommandItem.tsx';
import classes from './Objects.module.css';

const first = ['refineObject', 'renameObject', 'pickCategory'] as const;
const copying = [
  'duplicateObjects',
  'copyObjects',
  'propagateObjects',
  'groupObjects',
  'ungroupObjects',
] as const;
const combining = [
  'uniteObjects',
  'subtractObjects',
  'intersectObjects',
  'xorObjects',
  'splitObjects',
] as const;
const tidying = [
  'fillHoles',
  'dropSpecks',
  'smoothObjects',
  'growObjects',
  'simplifyObject',
  'objectToPolygon',
  'objectToMask',
] as const;
const ordering = ['bringToFront', 'bringForward', 'sendBackward', 'sendToBack'] as const;
const showing = ['lockObjects', 'hideObject', 'isolateObjects', 'hideOthers'] as const;

/** Everything that can be done with the selected objects, as items of a menu. */
export function ObjectActions() {
  const { t } = useTranslation();
  return (
    <>
      <Items ids={first} />
      <CommandItem commandId="deleteObject" />
      <Menu.Divider />
      <Items ids={copying} />
      <Menu.Divider />
      <Items ids={showing} />
      <Menu.Label className={classes.column}>{t('objects.menuCombine')}</Menu.Label>
      <Items ids={combining} />
      <Menu.Label>{t('objects.menuTidy')}</Menu.Label>
      <Items ids={tidying} />
      <Menu.Label>{t('objects.menuOrder')}</Menu.Label>
      <Items ids={ordering} />
    </>
  );
}

type ActionId =
  | (typeof first)[number]
  | (typeof copying)[number]
  | (typeof combining)[number]
  | (typeof tidying)[number]
  | (typeof ordering)[number]
  | (typeof showing)[number];

function Items({ ids }: { readonly ids: readonly ActionId[] }) {
  return ids.map((id) => <CommandItem key={id} commandId={id} />);
}
