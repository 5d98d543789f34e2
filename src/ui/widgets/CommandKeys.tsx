import type { CommandId } from '../commands/command.ts';
import { keysInShort } from '../commands/keyLabel.ts';
import { useKeysOf } from '../commands/useCommand.ts';
import { Keys } from './Keys.tsx';

/** The first key of a command, as it is now; nothing when it has none. */
export function CommandKeys({ id }: { readonly id: CommandId }) {
  const [key] = keysInShort(useKeysOf(id));
  return key ? <Keys combination={key} /> : null;
}
