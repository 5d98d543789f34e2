import { Button } from '@mantine/core';
import { Share2, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { setKeymap } from '#store/settingsStore.ts';
import { keyText } from '../../commands/keyLabel.ts';
import { withoutKey } from '../../commands/keymap.ts';
import type { KeySharing } from '../../commands/keySharing.ts';
import { useServices, useSettings } from '../../servicesContext.ts';
import classes from './Shortcuts.module.css';

/** Who else has a key of the command, and what to do where one of them never gets it. */
export function SharingNotes({ sharings }: { readonly sharings: readonly KeySharing[] }) {
  return inRows(sharings).map((sharing) => (
    <SharingNote key={`${sharing.key} ${sharing.other.id}`} sharing={sharing} />
  ));
}

function SharingNote({ sharing }: { readonly sharing: KeySharing }) {
  const { t } = useTranslation();
  const { settings } = useServices().stores;
  const keymap = useSettings((state) => state.keymap);
  const { key, other, isClash, isOtherFirst } = sharing;
  const name = t(`command.${other.id}`);
  const Icon = isClash ? TriangleAlert : Share2;
  const kind = isClash ? (isOtherFirst ? 'clashSecond' : 'clashFirst') : 'shared';
  return (
    <span className={classes.note} data-clash={isClash} role={isClash ? 'status' : undefined}>
      <Icon size={13} aria-hidden />
      <span>{t(`settings.shortcuts.${kind}`, { key: keyText(t, key), name })}</span>
      {isClash && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => setKeymap(settings, withoutKey(keymap, other, key))}
        >
          {t('settings.shortcuts.takeFrom', { name })}
        </Button>
      )}
    </span>
  );
}

/** Two rows share key after key: that is said once. */
function inRows(sharings: readonly KeySharing[]): readonly KeySharing[] {
  const told = new Set<string>();
  return sharings.filter(({ other, isClash }) => {
    if (isClash || !other.row) return true;
    const isNew = !told.has(other.id);
    told.add(other.id);
    return isNew;
  });
}
