import { ActionIcon, Button, Group, Radio, Stack, Text } from '@mantine/core';
import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { freedBytesOf, type OwnModel } from '#core/model/ownModel.ts';
import { deleteOwnModel, renameOwnModel } from '#flows/ownModels.ts';
import { chooseModel } from '#flows/projectModel.ts';
import { useDocument, useModels, useServices } from '../../servicesContext.ts';
import { bytesText } from '../../text/bytesText.ts';
import { NameField } from '../../widgets/NameField.tsx';
import classes from './ModelChoice.module.css';

const builtIn = 'built-in';

/** All models, the built-in one first; the marked one is the project's. */
export function ModelChoice() {
  const { t } = useTranslation();
  const services = useServices();
  const models = useModels((state) => state.models);
  const modelId = useDocument(({ document }) => document?.project.modelId ?? null);
  return (
    <Radio.Group
      label={t('settings.models.choice')}
      value={modelId ?? builtIn}
      onChange={(id) => void chooseModel(services, id === builtIn ? null : id)}
    >
      <Stack gap="sm" mt="xs">
        <Radio
          value={builtIn}
          label={t('settings.models.builtIn')}
          description={t('settings.models.builtInHint')}
        />
        {models.map((model) => (
          <ModelRow key={model.id} model={model} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function ModelRow({ model }: { readonly model: OwnModel }) {
  const { t } = useTranslation();
  const services = useServices();
  const [state, setState] = useState<'shown' | 'renaming' | 'deleting'>('shown');
  const { title } = model;
  return (
    <div className={classes.row}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        {state === 'renaming' ? (
          <NameField
            label={t('settings.models.nameField', { title })}
            name={title}
            onDone={(typed) => {
              setState('shown');
              if (typed !== null) void renameOwnModel(services, model, typed);
            }}
          />
        ) : (
          <Radio
            className={classes.title}
            value={model.id}
            label={title}
            description={t('settings.models.size', { size: bytesText(sizeOf(model)) })}
          />
        )}
        <ActionIcon
          variant="subtle"
          aria-label={t('settings.models.rename', { title })}
          onClick={() => setState('renaming')}
        >
          <Pencil size={16} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          aria-label={t('settings.models.delete', { title })}
          onClick={() => setState('deleting')}
        >
          <Trash2 size={16} />
        </ActionIcon>
      </Group>
      {state === 'deleting' && <DeleteQuestion model={model} onKeep={() => setState('shown')} />}
      <ModelFiles model={model} />
    </div>
  );
}

interface DeleteQuestionProps {
  readonly model: OwnModel;
  onKeep(): void;
}

/** Deleting files cannot be undone, so it is asked once more. */
function DeleteQuestion({ model, onKeep }: DeleteQuestionProps) {
  const { t } = useTranslation();
  const services = useServices();
  const models = useModels((state) => state.models);
  const size = bytesText(freedBytesOf(model, models));
  return (
    <Group gap="xs" my={6}>
      <Button size="xs" color="red" onClick={() => void deleteOwnModel(services, model)}>
        {t('settings.models.deleteNow', { size })}
      </Button>
      <Button size="xs" variant="default" data-autofocus onClick={onKeep}>
        {t('settings.models.keep')}
      </Button>
    </Group>
  );
}

function ModelFiles({ model }: { readonly model: OwnModel }) {
  const { t } = useTranslation();
  return (
    <details className={classes.files}>
      <summary>{t('settings.models.details', { title: model.title })}</summary>
      {model.files.map(({ part, sha256 }) => (
        <Text key={part} size="xs" className={classes.hash}>
          {t('settings.models.hash', { part: t(`settings.models.part.${part}`), sha256 })}
        </Text>
      ))}
    </details>
  );
}

function sizeOf({ files }: OwnModel): number {
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
