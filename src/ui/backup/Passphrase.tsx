import { PasswordInput, Stack, Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { passphraseStrength } from '#core/backup/passphrase.ts';

/** A passphrase in the making. */
export interface TypedPassphrase {
  readonly isWanted: boolean;
  readonly typed: string;
  readonly repeated: string;
}

export const noPassphrase: TypedPassphrase = { isWanted: false, typed: '', repeated: '' };

/** Whether it can be used: none is wanted, or both spellings agree. */
export function isPassphraseReady({ isWanted, typed, repeated }: TypedPassphrase): boolean {
  return !isWanted || (typed !== '' && typed === repeated);
}

interface PassphraseProps {
  readonly value: TypedPassphrase;
  onChange(value: TypedPassphrase): void;
}

/** Switch, passphrase, the same again, how good it is and what losing it means. */
export function Passphrase({ value, onChange }: PassphraseProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <Switch
        size="sm"
        checked={value.isWanted}
        label={t('passphrase.seal')}
        description={t('passphrase.sealHint')}
        onChange={(event) => onChange({ ...noPassphrase, isWanted: event.currentTarget.checked })}
      />
      {value.isWanted && <PassphrasePair value={value} onChange={onChange} />}
    </Stack>
  );
}

/** Both fields and what is to be known. */
export function PassphrasePair({ value, onChange }: PassphraseProps) {
  const { t } = useTranslation();
  const { typed, repeated } = value;
  const differs = repeated !== '' && typed !== repeated;
  return (
    <Stack gap="xs">
      <PassphraseField
        label={t('passphrase.field')}
        value={typed}
        isNew
        onChange={(next) => onChange({ ...value, typed: next })}
        description={typed === '' ? undefined : t(`passphrase.${passphraseStrength(typed)}`)}
      />
      <PassphraseField
        label={t('passphrase.repeat')}
        value={repeated}
        isNew
        onChange={(next) => onChange({ ...value, repeated: next })}
        error={differs ? t('passphrase.differs') : undefined}
      />
      <Text size="xs" fw={600}>
        {t('passphrase.noWayBack')}
      </Text>
    </Stack>
  );
}

interface PassphraseFieldProps {
  readonly label: string;
  readonly value: string;
  readonly isNew: boolean; // else one that exists: a password manager may fill it in
  readonly description?: string | undefined;
  readonly error?: string | undefined;
  onChange(value: string): void;
}

/** One passphrase, hidden until it is asked for. */
export function PassphraseField({ isNew, onChange, ...props }: PassphraseFieldProps) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      {...props}
      size="sm"
      autoComplete={isNew ? 'new-password' : 'current-password'}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      visibilityToggleButtonProps={{ 'aria-label': t('passphrase.show') }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
