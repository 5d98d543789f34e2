import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Keymap } from '#store/settingsStore.ts';
import { commands } from '../../commands/commands.ts';
import type { LayoutReading } from '../../commands/keyLayout.ts';
import { sharingsOf } from '../../commands/keySharing.ts';

interface LayoutOfferProps {
  readonly fileName: string;
  readonly reading: LayoutReading | null; // null: the file is no layout
  onUse(keymap: Keymap): void;
  onCancel(): void;
}

/** What a layout from a file would change, before it is taken. */
export function LayoutOffer({ fileName, reading, onUse, onCancel }: LayoutOfferProps) {
  const { t } = useTranslation();
  if (!reading) {
    return (
      <Alert
        color="red"
        p="xs"
        role="alert"
        withCloseButton
        closeButtonLabel={t('dialog.close')}
        onClose={onCancel}
      >
        <Text size="xs">{t('settings.shortcuts.file.wrong', { fileName })}</Text>
      </Alert>
    );
  }
  return (
    <Alert color="indigo" p="xs" title={t('settings.shortcuts.file.title', { fileName })}>
      <Stack gap={4}>
        <OfferFacts reading={reading} />
        <Group gap="xs" mt={4}>
          <Button size="compact-sm" onClick={() => onUse(reading.keymap)}>
            {t('settings.shortcuts.file.use')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={onCancel}>
            {t('settings.shortcuts.file.cancel')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

function OfferFacts({ reading }: { readonly reading: LayoutReading }) {
  const { t } = useTranslation();
  const { keymap, changedCount, unknownIds, refused } = reading;
  const sharings = sharingsOf(commands, keymap);
  const lost = commands.filter(({ id }) =>
    sharings.get(id)?.some(({ isClash, isOtherFirst }) => isClash && isOtherFirst),
  );
  const names = lost.map(({ id }) => t(`command.${id}`)).join(', ');
  const facts = [
    t('settings.shortcuts.file.changes', { count: changedCount }),
    ...(lost.length > 0
      ? [t('settings.shortcuts.file.clashes', { count: lost.length, names })]
      : []),
    ...(unknownIds.length > 0
      ? [t('settings.shortcuts.file.unknown', { ids: unknownIds.join(', ') })]
      : []),
    ...(refused.length > 0
      ? [t('settings.shortcuts.file.refused', { keys: refused.join(', ') })]
      : []),
  ];
  return facts.map((fact) => (
    <Text key={fact} size="xs">
      {fact}
    </Text>
  ));
}
