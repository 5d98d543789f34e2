import { Combobox } from '@mantine/core';
import { Image } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { CategoryDot } from '../categories/CategoryDot.tsx';
import { Keys } from '../widgets/Keys.tsx';
import { MarkedText } from '../widgets/MarkedText.tsx';
import classes from './Palette.module.css';
import type { PaletteEntry } from './paletteEntries.ts';
import type { PaletteHit } from './paletteSearch.ts';

/** An entry of the palette: icon, name with the letters that matched, where it belongs, key. */
export function PaletteOption({ hit: { item, ranges } }: { readonly hit: PaletteHit }) {
  return (
    <Combobox.Option value={item.id} disabled={!item.isEnabled} className={classes.option}>
      <span className={classes.icon} aria-hidden>
        <EntryIcon entry={item} />
      </span>
      <span className={classes.label}>
        <MarkedText text={item.label} ranges={ranges} />
      </span>
      <span className={classes.kind}>
        <EntryKind entry={item} />
      </span>
      <span className={classes.keys}>{item.key !== '' && <Keys combination={item.key} />}</span>
    </Combobox.Option>
  );
}

function EntryIcon({ entry }: { readonly entry: PaletteEntry }) {
  switch (entry.kind) {
    case 'command': {
      const { icon: Icon } = entry.command;
      return <Icon size={16} />;
    }
    case 'category':
      return <CategoryDot color={entry.category.color} />;
    case 'image':
      return <Image size={16} />;
  }
}

function EntryKind({ entry }: { readonly entry: PaletteEntry }) {
  const { t } = useTranslation();
  switch (entry.kind) {
    case 'command':
      return t(`group.${entry.command.group}`);
    case 'category':
      return t('palette.category');
    case 'image':
      return t('palette.image');
  }
}
