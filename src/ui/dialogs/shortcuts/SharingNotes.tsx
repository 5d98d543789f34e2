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
  return (
    <>
      {sharings
        .filter(({ isClash }) => isClash)
        .map((sharing) => (
          <ClashNote key={`${sharing.key} ${sharing.other.id}`} sharing={sharing} />
        ))}
      <SharedNotes sharings={sharings.filter(({ isClash }) => !isClash)} />
    </>
  );
}

/** Keys that are shared with the same commands are told in one line. */
function SharedNotes({ sharings }: { readonly sharings: readonly KeySharing[] }) {
  const { t } = useTranslation();
  const namesByKey = new Map<string, string>();
  for (const { key, other } of sharings) {
    const name = t('settings.shortcuts.quoted', { name: t(`command.${other.id}`) });
    const former = namesByKey.get(key);
    namesByKey.set(key, former ? `${former}, ${name}` : name);
  }
  const keysByNames = new Map<string, string>();
  for (const [key, names] of namesByKey) {
    const former = keysByNames.get(names);
    keysByNames.set(names, former ? `${former}, ${keyText(t, key)}` : keyText(t, key));
  }
  return [...keysByNames].map(([names, key]) => (
    <span key={names} className={classes.note}>
      <Share2 size={13} aria-hidden />
      <span>{t('settings.shortcuts.shared', { key, names })}</span>
    </span>
  ));
}

function ClashNote({ sharing }: { readonly sharing: KeySharing }) {
  const { t } = useTranslation();
  const { settings } = useServices().stores;
  const keymap = useSettings((state) => state.keymap);
  const { key, other, isOtherFirst } = sharing;
  const name = t(`command.${other.id}`);
  const kind = isOtherFirst ? 'clashSecond' : 'clashFirst';
  return (
    <span className={classes.note} data-clash role="status">
      <TriangleAlert size={13} aria-hidden />
      <span>{t(`settings.shortcuts.${kind}`, { key: keyText(t, key), name })}</span>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => setKeymap(settings, withoutKey(keymap, other, key))}
      >
        {t('settings.shortcuts.takeFrom', { name })}
      </Button>
    </span>
  );
}
