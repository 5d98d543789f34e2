import {
  Combobox,
  Modal,
  ScrollArea,
  Text,
  TextInput,
  useCombobox,
  VisuallyHidden,
} from '@mantine/core';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openImage } from '#flows/openImage.ts';
import { reportError } from '#flows/report.ts';
import type { Services } from '#flows/services.ts';
import { showDialog, showScreen } from '#store/sessionStore.ts';
import { rememberCommand } from '#store/settingsStore.ts';
import { runCommand } from '../commands/bindKeys.ts';
import { chooseCategory } from '../commands/categoryCommands.ts';
import { useServices, useSession, useSettings } from '../servicesContext.ts';
import classes from './Palette.module.css';
import { commandEntries, imageEntries, type PaletteEntry } from './paletteEntries.ts';
import { PaletteOption } from './PaletteOption.tsx';
import { createPaletteSearch, type PaletteHit, type PaletteResult } from './paletteSearch.ts';

/** Every command by its name, and categories and images by theirs. */
export function Palette() {
  const { t } = useTranslation();
  const { session } = useServices().stores;
  const isOpen = useSession(({ dialog }) => dialog === 'palette');
  return (
    <Modal.Root
      opened={isOpen}
      onClose={() => showDialog(session, null)}
      size={620}
      yOffset="12vh"
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t('palette.title')}>
        <PaletteBody />
      </Modal.Content>
    </Modal.Root>
  );
}

function PaletteBody() {
  const { t } = useTranslation();
  const services = useServices();
  const { session } = services.stores;
  const combobox = useCombobox({ opened: true });
  const [typed, setTyped] = useState('');
  const recentIds = useSettings((state) => state.recentCommandIds);
  // as things were when it was opened: nothing else is done meanwhile
  const [search] = useState(() =>
    createPaletteSearch(commandEntries(services, t), () => imageEntries(services, t)),
  );
  const result = search.find(typed, recentIds);
  useEffect(() => {
    // Enter takes the best of whatever is typed by now
    combobox.selectFirstOption();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [combobox, typed]);
  const hits = [...result.recent, ...result.enabled];
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(id) => {
        const hit = hits.find(({ item }) => item.id === id);
        if (hit) carryOut(services, hit.item);
      }}
    >
      <Combobox.EventsTarget withExpandedAttribute>
        <TextInput
          data-autofocus
          size="md"
          classNames={{ input: classes.input }}
          aria-autocomplete="list"
          aria-label={t('palette.title')}
          placeholder={t('palette.placeholder')}
          leftSection={<Search size={17} aria-hidden />}
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            // the list keeps Escape for itself, and it is always open
            if (event.key === 'Escape') showDialog(session, null);
          }}
        />
      </Combobox.EventsTarget>
      <ScrollArea.Autosize mah="min(420px, 62vh)" type="auto">
        <Options result={result} isTyped={typed.trim() !== ''} />
      </ScrollArea.Autosize>
      <Count result={result} />
    </Combobox>
  );
}

interface OptionsProps {
  readonly result: PaletteResult;
  readonly isTyped: boolean;
}

function Options({ result: { recent, enabled, disabled }, isTyped }: OptionsProps) {
  const { t } = useTranslation();
  const isEmpty = recent.length + enabled.length + disabled.length === 0;
  return (
    <Combobox.Options className={classes.options} aria-label={t('palette.results')}>
      <Section label={t('palette.recent')} hits={recent} />
      <Section label={t(isTyped ? 'palette.found' : 'palette.all')} hits={enabled} />
      <Section label={t('palette.disabled')} hits={disabled} />
      {isEmpty && (
        <Combobox.Empty>
          <Text size="sm">{t('palette.none')}</Text>
        </Combobox.Empty>
      )}
    </Combobox.Options>
  );
}

function Section({
  label,
  hits,
}: {
  readonly label: string;
  readonly hits: readonly PaletteHit[];
}) {
  if (hits.length === 0) return null;
  return (
    <Combobox.Group label={label}>
      {hits.map((hit) => (
        <PaletteOption key={hit.item.id} hit={hit} />
      ))}
    </Combobox.Group>
  );
}

/** How many there are: what is not listed for the eyes, all of them for the ears. */
function Count({
  result: { recent, enabled, disabled, hiddenCount },
}: Pick<OptionsProps, 'result'>) {
  const { t } = useTranslation();
  return (
    <>
      <VisuallyHidden role="status">
        {t('palette.count', {
          count: recent.length + enabled.length + disabled.length + hiddenCount,
        })}
      </VisuallyHidden>
      {hiddenCount > 0 && (
        <Text size="xs" c="var(--quiet)" px="md" py={6}>
          {t('palette.more', { count: hiddenCount })}
        </Text>
      )}
    </>
  );
}

/** The palette is gone before anything else opens. */
function carryOut(services: Services, entry: PaletteEntry): void {
  const { session, settings } = services.stores;
  showDialog(session, null);
  switch (entry.kind) {
    case 'command':
      rememberCommand(settings, entry.id);
      runCommand(services, entry.command, entry.keyIndex);
      break;
    case 'category':
      chooseCategory(services, entry.category).catch((error: unknown) =>
        reportError(services, error),
      );
      break;
    case 'image':
      showScreen(session, 'workbench');
      void openImage(services, entry.imageId);
      break;
  }
}
