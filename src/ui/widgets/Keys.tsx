import { Kbd } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { keyParts } from '../commands/keyLabel.ts';
import { isMac } from '../commands/platform.ts';

/** A key combination as little keys. */
export function Keys({ combination }: { readonly combination: string }) {
  const { t } = useTranslation();
  return keyParts(t, combination, isMac()).map((part) => (
    <Kbd key={part} size="xs" ml={3}>
      {part}
    </Kbd>
  ));
}
