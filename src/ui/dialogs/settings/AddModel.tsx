import { Button, FileButton, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { addOwnModel, type OfferedFiles } from '#flows/ownModels.ts';
import { useServices } from '../../servicesContext.ts';

/** A chosen file, or what is typed as an address. */
type Choice = File | string;

interface Choices {
  readonly encoder: Choice;
  readonly decoder: Choice;
  readonly manifest: File | null;
}

const nothing: Choices = { encoder: '', decoder: '', manifest: null };

/** Takes the two files of a model, or their addresses, and perhaps a manifest. */
export function AddModel() {
  const { t } = useTranslation();
  const [choices, setChoices] = useState(nothing);
  const [isOver, setOver] = useState(false);
  const change = (patch: Partial<Choices>) => setChoices((before) => ({ ...before, ...patch }));
  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    const files = [...event.dataTransfer.files];
    setChoices((before) => files.reduce(withDropped, before));
  }
  return (
    <Paper
      withBorder
      p="sm"
      data-drop-zone
      style={isOver ? { outline: '2px solid var(--mantine-primary-color-filled)' } : undefined}
      onDragOver={() => setOver(true)}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Stack gap="sm">
        <Text size="sm" c="var(--quiet)">
          {t('settings.models.addHint')}
        </Text>
        <SourceRow
          part="encoder"
          choice={choices.encoder}
          onChange={(encoder) => change({ encoder })}
        />
        <SourceRow
          part="decoder"
          choice={choices.decoder}
          onChange={(decoder) => change({ decoder })}
        />
        <ManifestRow file={choices.manifest} onChange={(manifest) => change({ manifest })} />
        <AddButton offer={offerOf(choices)} />
      </Stack>
    </Paper>
  );
}

function AddButton({ offer }: { readonly offer: OfferedFiles | null }) {
  const { t } = useTranslation();
  const services = useServices();
  return (
    <Group justify="flex-end">
      <Button
        size="sm"
        disabled={!offer}
        onClick={() => {
          if (offer) void addOwnModel(services, offer);
        }}
      >
        {t('settings.models.add')}
      </Button>
    </Group>
  );
}

interface SourceRowProps {
  readonly part: 'encoder' | 'decoder';
  readonly choice: Choice;
  onChange(choice: Choice): void;
}

function SourceRow({ part, choice, onChange }: SourceRowProps) {
  const { t } = useTranslation();
  const choose = part === 'encoder' ? 'chooseEncoder' : 'chooseDecoder';
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap">
      {choice instanceof File ? (
        <ChosenFile
          label={t(`settings.models.${part}`)}
          file={choice}
          onClear={() => onChange('')}
        />
      ) : (
        <TextInput
          size="sm"
          type="url"
          label={t(`settings.models.${part}`)}
          placeholder={t('settings.models.address')}
          value={choice}
          onChange={(event) => onChange(event.currentTarget.value)}
          style={{ flex: 1 }}
        />
      )}
      <PickButton accept=".onnx" label={t(`settings.models.${choose}`)} onPick={onChange} />
    </Group>
  );
}

interface ManifestRowProps {
  readonly file: File | null;
  onChange(file: File | null): void;
}

function ManifestRow({ file, onChange }: ManifestRowProps) {
  const { t } = useTranslation();
  const label = t('settings.models.manifest');
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap">
      {file ? (
        <ChosenFile label={label} file={file} onClear={() => onChange(null)} />
      ) : (
        <Text size="sm" fw={500} style={{ flex: 1 }}>
          {label}
        </Text>
      )}
      <PickButton
        accept=".json,application/json"
        label={t('settings.models.chooseManifest')}
        onPick={onChange}
      />
    </Group>
  );
}

interface ChosenFileProps {
  readonly label: string;
  readonly file: File;
  onClear(): void;
}

function ChosenFile({ label, file: { name }, onClear }: ChosenFileProps) {
  const { t } = useTranslation();
  return (
    <Stack gap={2} style={{ flex: 1, minWidth: 0 }}>
      <Text size="sm" fw={500}>
        {label}
      </Text>
      <Group gap="xs" wrap="nowrap">
        <Text size="sm" truncate title={name}>
          {name}
        </Text>
        <Button size="compact-xs" variant="subtle" onClick={onClear}>
          {t('settings.models.clear', { name })}
        </Button>
      </Group>
    </Stack>
  );
}

interface PickButtonProps {
  readonly accept: string;
  readonly label: string;
  onPick(file: File): void;
}

function PickButton({ accept, label, onPick }: PickButtonProps) {
  return (
    <FileButton accept={accept} onChange={(file) => file && onPick(file)}>
      {(props) => (
        <Button {...props} size="sm" variant="default" style={{ flexShrink: 0 }}>
          {label}
        </Button>
      )}
    </FileButton>
  );
}

/** A dropped file goes where it belongs by its name, else to the first place that is empty. */
function withDropped(choices: Choices, file: File): Choices {
  if (/\.json$/iu.test(file.name)) return { ...choices, manifest: file };
  if (/dec/iu.test(file.name)) return { ...choices, decoder: file };
  if (/enc|backbone|image/iu.test(file.name) || choices.encoder === '') {
    return { ...choices, encoder: file };
  }
  return { ...choices, decoder: file };
}

function offerOf({ encoder, decoder, manifest }: Choices): OfferedFiles | null {
  const [first, second] = [sourceOf(encoder), sourceOf(decoder)];
  return first && second && { encoder: first, decoder: second, manifest };
}

function sourceOf(choice: Choice): OfferedFiles['encoder'] | null {
  if (choice instanceof File) return { kind: 'file', file: choice };
  const url = choice.trim();
  return url === '' ? null : { kind: 'address', url };
}
