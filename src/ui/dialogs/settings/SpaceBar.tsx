import { useTranslation } from 'react-i18next';
import { kindsOfUse, type StorageSpace, type StorageUse } from '#core/project/storageUse.ts';
import { bytesText } from '../../text/bytesText.ts';
import classes from './SpaceBar.module.css';

/** How the used space divides, as a bar and as a list. What is free takes the rest of the bar. */
export function SpaceBar({
  space,
  use,
}: {
  readonly space: StorageSpace | null;
  readonly use: StorageUse;
}) {
  const { t } = useTranslation();
  const parts = kindsOfUse.flatMap((kind) => {
    const bytes = use[kind];
    return bytes === undefined ? [] : [{ kind, bytes }];
  });
  const sum = parts.reduce((total, { bytes }) => total + bytes, 0);
  const whole = Math.max(sum, 1);
  const freeBytes = space && Math.max(0, space.quotaBytes - space.usedBytes);
  return (
    <>
      <div className={classes.bar} aria-hidden>
        {parts
          .filter(({ bytes }) => bytes > 0)
          .map(({ kind, bytes }) => (
            <div key={kind} data-kind={kind} style={{ flexGrow: bytes / whole }} />
          ))}
      </div>
      <ul className={classes.list}>
        {parts.map(({ kind, bytes }) => (
          <li key={kind} data-kind={kind}>
            <span>{t(`settings.storage.kind.${kind}`)}</span>
            <span>{bytesText(bytes)}</span>
          </li>
        ))}
        {freeBytes !== null && (
          <li>
            <span>{t('settings.storage.kind.free')}</span>
            <span>{bytesText(freeBytes)}</span>
          </li>
        )}
      </ul>
    </>
  );
}
