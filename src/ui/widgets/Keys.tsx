import { Kbd } from '@mantine/core';
import { keyParts } from '../commands/keyLabel.ts';
import { isMac } from '../commands/platform.ts';

/** A key combination as little keys. */
export function Keys({ combination }: { readonly combination: string }) {
  return keyParts(combination, isMac()).map((part) => (
    <Kbd key={part} size="xs" ml={3}>
      {part}
    </Kbd>
  ));
}
