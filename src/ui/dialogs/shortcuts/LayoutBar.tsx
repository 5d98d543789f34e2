import { Button, FileButton, Group, Select } from '@mantine/core';
import { Download, RotateCcw, Upload } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setKeymap, type Keymap } from '#store/settingsStore.ts';
import { commands } from '../../commands/commands.ts';
import { layoutText, readLayout, type LayoutReading } from '../../commands/keyLayout.ts';
import { keyPresets } from '../../commands/keyPresets.ts';
import { isMac } from '../../commands/platform.ts';
import { useServices, useSettings } from '../../servicesContext.ts';
import { saveFile } from '../../widgets/saveFile.ts';
import { LayoutOffer } from './LayoutOffer.tsx';

/** A layout as a file says it; null: the file is none. */
interface Offer {
  readonly fileName: string;
  readonly reading: LayoutReading | null;
}

/** Layouts as a whole: those that come along, from files, to files. */
export function LayoutBar() {
  const { settings } = useServices().stores;
  const keymap = useSettings((state) => state.keymap);
  const [offer, setOffer] = useState<Offer | null>(null);
  async function read(file: File | null): Promise<void> {
    if (file) setOffer({ fileName: file.name, reading: await readingOf(file) });
  }
  return (
    <>
      <Group gap="xs" align="flex-end">
        <PresetChoice keymap={keymap} />
        <span style={{ flex: 1 }} />
        <FileButtons keymap={keymap} onFile={(file) => void read(file)} />
      </Group>
      {offer && (
        <LayoutOffer
          fileName={offer.fileName}
          reading={offer.reading}
          onUse={(taken) => {
            setKeymap(settings, taken);
            setOffer(null);
          }}
          onCancel={() => setOffer(null)}
        />
      )}
    </>
  );
}

interface FileButtonsProps {
  readonly keymap: Keymap;
  onFile(file: File | null): void;
}

function FileButtons({ keymap, onFile }: FileButtonsProps) {
  const { t } = useTranslation();
  const { settings } = useServices().stores;
  const look = { size: 'xs', variant: 'default' } as const;
  return (
    <>
      <FileButton accept="application/json,.json" onChange={onFile}>
        {(props) => (
          <Button {...props} {...look} leftSection={<Upload size={14} aria-hidden />}>
            {t('settings.shortcuts.import')}
          </Button>
        )}
      </FileButton>
      <Button
        {...look}
        leftSection={<Download size={14} aria-hidden />}
        onClick={() => saveLayout(keymap)}
      >
        {t('settings.shortcuts.export')}
      </Button>
      <Button
        {...look}
        leftSection={<RotateCcw size={14} aria-hidden />}
        disabled={Object.keys(keymap).length === 0}
        onClick={() => setKeymap(settings, {})}
      >
        {t('settings.shortcuts.resetAll')}
      </Button>
    </>
  );
}

/** The layout in use; one that was changed is a person's own. */
function PresetChoice({ keymap }: { readonly keymap: Keymap }) {
  const { t } = useTranslation();
  const { settings } = useServices().stores;
  const current = keyPresets.find((preset) => isSameKeymap(preset.keymap, keymap));
  const names = [...keyPresets.map(({ id }) => id), ...(current ? [] : ['own' as const])];
  return (
    <Select
      size="xs"
      w={180}
      label={t('settings.shortcuts.preset')}
      allowDeselect={false}
      value={current?.id ?? 'own'}
      data={names.map((id) => ({ value: id, label: t(`settings.shortcuts.presetOf.${id}`) }))}
      onChange={(id) => {
        const preset = keyPresets.find((each) => each.id === id);
        if (preset) setKeymap(settings, preset.keymap);
      }}
    />
  );
}

/** Layouts are small; anything larger is no layout. */
const maxSizeBytes = 1_000_000;

async function readingOf(file: File): Promise<LayoutReading | null> {
  if (file.size > maxSizeBytes) return null;
  return readLayout(await file.text(), commands, isMac());
}

function saveLayout(keymap: Keymap): void {
  const blob = new Blob([layoutText(commands, keymap)], { type: 'application/json' });
  saveFile(blob, 'maskwright-keys.json');
}

function isSameKeymap(a: Keymap, b: Keymap): boolean {
  const ids = Object.keys(a);
  return (
    ids.length === Object.keys(b).length &&
    ids.every((id) => JSON.stringify(a[id]) === JSON.stringify(b[id]))
  );
}
