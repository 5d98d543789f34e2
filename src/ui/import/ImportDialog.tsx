import { Button, Group, Radio, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportOptions } from '#core/project/importOptions.ts';
import { setPendingImport, type PendingImport } from '#store/importStore.ts';
import { showDialog } from '#store/sessionStore.ts';
import { useImports, useServices, useSession, useSettings } from '../servicesContext.ts';
import { Dialog } from '../widgets/Dialog.tsx';

const shownTags = 6;

/** How the files of a folder or archive come in. */
export function ImportDialog() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const pending = useImports((state) => state.pending);
  const isOpen = useSession(({ dialog }) => dialog === 'import');
  function close(): void {
    showDialog(stores.session, null);
    setPendingImport(stores.imports, null);
  }
  const title = pending?.title ?? '';
  return (
    <Dialog
      isOpen={isOpen && pending !== null}
      onClose={close}
      title={t(pending?.mustLink ? 'import.linkTitle' : 'import.title', { title })}
      size="md"
    >
      {pending && <ImportForm pending={pending} onClose={close} />}
    </Dialog>
  );
}

interface ImportFormProps {
  readonly pending: PendingImport;
  readonly onClose: () => void;
}

function ImportForm({ pending, onClose }: ImportFormProps) {
  const { t } = useTranslation();
  const remembered = useSettings((state) => state.importOptions);
  const [options, setOptions] = useState(remembered);
  const [isLinked, setLinked] = useState(pending.mustLink);
  function start(): void {
    onClose();
    // at once: the browser may ask for permission, and wants a click to have come right before
    pending.start(options, isLinked);
  }
  return (
    <Stack gap="md">
      <Text size="sm" fw={600}>
        {t('import.found', { count: pending.imageCount })}
        {pending.leftOutCount > 0 && (
          <Text span size="sm" c="var(--quiet)">
            {`, ${t('import.leftOut', { count: pending.leftOutCount })}`}
          </Text>
        )}
      </Text>
      {pending.canLink && !pending.mustLink && <Place isLinked={isLinked} onChange={setLinked} />}
      <OptionSwitches pending={pending} options={options} onChange={setOptions} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" size="sm" onClick={onClose}>
          {t('import.cancel')}
        </Button>
        <Button size="sm" onClick={start} data-autofocus>
          {isLinked ? t('import.startLink') : t('import.start', { count: pending.imageCount })}
        </Button>
      </Group>
    </Stack>
  );
}

interface PlaceProps {
  readonly isLinked: boolean;
  readonly onChange: (isLinked: boolean) => void;
}

function Place({ isLinked, onChange }: PlaceProps) {
  const { t } = useTranslation();
  return (
    <Radio.Group
      label={t('import.where')}
      value={isLinked ? 'link' : 'copy'}
      onChange={(value) => onChange(value === 'link')}
    >
      <Stack gap="xs" mt={6}>
        <Radio size="sm" value="copy" label={t('import.copy')} description={t('import.copyHint')} />
        <Radio size="sm" value="link" label={t('import.link')} description={t('import.linkHint')} />
      </Stack>
    </Radio.Group>
  );
}

interface OptionSwitchesProps {
  readonly pending: PendingImport;
  readonly options: ImportOptions;
  readonly onChange: (options: ImportOptions) => void;
}

function OptionSwitches({ pending, options, onChange }: OptionSwitchesProps) {
  const { t } = useTranslation();
  const { splits } = pending;
  const hasSplits = splits.train + splits.val + splits.test > 0;
  const tags =
    hasSplits && options.splitFolders
      ? pending.tags
      : [...pending.tags, ...pending.splitTags].toSorted();
  return (
    <Stack gap="sm">
      <Switch
        size="sm"
        label={t('import.tagFolders')}
        description={tags.length > 0 ? <TagNames tags={tags} /> : t('import.tagNone')}
        disabled={tags.length === 0}
        checked={options.tagFolders && tags.length > 0}
        onChange={({ currentTarget: { checked } }) => onChange({ ...options, tagFolders: checked })}
      />
      <Switch
        size="sm"
        label={t('import.splitFolders')}
        description={hasSplits ? t('import.splitCounts', splits) : t('import.splitNone')}
        disabled={!hasSplits}
        checked={options.splitFolders && hasSplits}
        onChange={({ currentTarget: { checked } }) =>
          onChange({ ...options, splitFolders: checked })
        }
      />
      <Switch
        size="sm"
        label={t('import.skipDuplicates')}
        description={t('import.skipDuplicatesHint')}
        checked={options.skipDuplicates}
        onChange={({ currentTarget: { checked } }) =>
          onChange({ ...options, skipDuplicates: checked })
        }
      />
    </Stack>
  );
}

function TagNames({ tags }: { readonly tags: readonly string[] }) {
  const { t } = useTranslation();
  const names = tags.slice(0, shownTags).join(', ');
  const rest = tags.length - shownTags;
  return <>{rest > 0 ? t('import.tagMore', { names, count: rest }) : names}</>;
}
