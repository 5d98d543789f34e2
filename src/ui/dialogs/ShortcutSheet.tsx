import { SimpleGrid, Table, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { setShortcutSheetOpen } from '#store/sessionStore.ts';
import type { CommandGroup } from '../commands/command.ts';
import { commands } from '../commands/commands.ts';
import { keysInShort } from '../commands/keyLabel.ts';
import { useServices, useSession } from '../servicesContext.ts';
import { Dialog } from '../widgets/Dialog.tsx';
import { Keys } from '../widgets/Keys.tsx';

const groups: readonly CommandGroup[] = [
  'segment',
  'objects',
  'shapes',
  'review',
  'view',
  'gallery',
  'project',
];
const gestures = [
  'foreground',
  'background',
  'scribble',
  'movePoint',
  'removePoint',
  'zoom',
  'pan',
] as const;

/** Every key, from the very table that binds them. */
export function ShortcutSheet() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const isOpen = useSession((state) => state.isShortcutSheetOpen);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={() => setShortcutSheetOpen(stores.session, false)}
      title={t('shortcuts.title')}
      size="xl"
    >
      <SimpleGrid cols={2} spacing="xl" verticalSpacing="md">
        {groups.map((group) => (
          <CommandTable key={group} group={group} />
        ))}
        <GestureTable />
      </SimpleGrid>
    </Dialog>
  );
}

function CommandTable({ group }: { readonly group: CommandGroup }) {
  const { t } = useTranslation();
  return (
    <section>
      <Title order={3} size="sm" mb={4}>
        {t(`group.${group}`)}
      </Title>
      <Table verticalSpacing={3} horizontalSpacing={4} fz="xs">
        <Table.Tbody>
          {commands
            .filter((command) => command.group === group && command.keys.length > 0)
            .map(({ id, keys }) => (
              <Table.Tr key={id}>
                <Table.Td>{t(`command.${id}`)}</Table.Td>
                <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
                  <KeyRange keys={keys} />
                </Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

/** "A or B" for two keys, "A – B" for a row of digits. */
function KeyRange({ keys }: { readonly keys: readonly string[] }) {
  const separator = keys.length > 2 ? ' –' : ' /';
  return keysInShort(keys).map((key, index) => (
    <span key={key}>
      {index > 0 && separator}
      <Keys combination={key} />
    </span>
  ));
}

function GestureTable() {
  const { t } = useTranslation();
  return (
    <section>
      <Title order={3} size="sm" mb={4}>
        {t('gesture.title')}
      </Title>
      <Table verticalSpacing={3} horizontalSpacing={4} fz="xs">
        <Table.Tbody>
          {gestures.map((gesture) => (
            <Table.Tr key={gesture}>
              <Table.Td>{t(`gesture.${gesture}`)}</Table.Td>
              <Table.Td ta="right">{t(`gesture.${gesture}Keys`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
