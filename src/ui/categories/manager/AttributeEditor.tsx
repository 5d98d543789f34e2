import { ActionIcon, Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  attributeFaultOf,
  attributeKinds,
  withKind,
  type AttributeFault,
  type AttributeKind,
} from '#core/annotation/attributes.ts';
import type { Category } from '#core/annotation/category.ts';
import { reviseAttributes } from '#flows/categories/attributeEdits.ts';
import { useServices } from '../../servicesContext.ts';
import {
  draftsOf,
  isChanged,
  newDraft,
  savedDraft,
  type EditedAttribute,
} from './attributeDrafts.ts';
import { InitialField } from './InitialField.tsx';
import classes from './Manager.module.css';
import { OptionFields } from './OptionFields.tsx';

/** What can be said of the objects of a category. Changes are kept together, as one step. */
export function AttributeEditor({ category }: { readonly category: Category }) {
  const { t } = useTranslation();
  const services = useServices();
  const [drafts, setDrafts] = useState(() => draftsOf(category));
  const fault = faultIn(drafts);
  return (
    <Stack gap="xs" component="section" aria-label={t('attributes.of', { name: category.name })}>
      <Title order={4} size="xs">
        {t('attributes.title')}
      </Title>
      {drafts.length === 0 && (
        <Text size="xs" c="var(--quiet)">
          {t('attributes.none')}
        </Text>
      )}
      {drafts.map((draft, index) => (
        <AttributeFields
          key={draft.key}
          draft={draft}
          number={index + 1}
          onChange={(next) => setDrafts(drafts.with(index, next))}
          onRemove={() => setDrafts(drafts.toSpliced(index, 1))}
        />
      ))}
      {fault && (
        <span role="alert" className={classes.fault}>
          {t(`attributes.fault.${fault}`)}
        </span>
      )}
      <Group gap="xs">
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<Plus size={13} aria-hidden />}
          onClick={() => setDrafts([...drafts, newDraft(drafts, t('attributes.newName'))])}
        >
          {t('attributes.add')}
        </Button>
        {isChanged(category, drafts) && (
          <ApplyButtons
            isDisabled={fault !== undefined}
            onDiscard={() => setDrafts(draftsOf(category))}
            onApply={async () => reviseAttributes(services, category.id, drafts.map(savedDraft))}
          />
        )}
      </Group>
    </Stack>
  );
}

function faultIn(drafts: readonly EditedAttribute[]): AttributeFault | undefined {
  const names = drafts.map(({ spec }) => spec.name);
  const faults = drafts.flatMap(
    ({ spec }, index) => attributeFaultOf(spec, names.toSpliced(index, 1)) ?? [],
  );
  return faults[0];
}

interface ApplyButtonsProps {
  readonly isDisabled: boolean;
  onDiscard(): void;
  onApply(): Promise<void>;
}

function ApplyButtons({ isDisabled, onDiscard, onApply }: ApplyButtonsProps) {
  const { t } = useTranslation();
  const [isBusy, setBusy] = useState(false);
  async function apply(): Promise<void> {
    setBusy(true);
    await onApply();
    setBusy(false);
  }
  return (
    <>
      <Button ml="auto" size="compact-xs" variant="subtle" onClick={onDiscard}>
        {t('attributes.discard')}
      </Button>
      <Button size="compact-xs" loading={isBusy} disabled={isDisabled} onClick={() => void apply()}>
        {t('attributes.apply')}
      </Button>
    </>
  );
}

interface AttributeFieldsProps {
  readonly draft: EditedAttribute;
  readonly number: number; // place in the list, from 1
  onChange(draft: EditedAttribute): void;
  onRemove(): void;
}

function AttributeFields({ draft, number, onChange, onRemove }: AttributeFieldsProps) {
  const { t } = useTranslation();
  const { spec } = draft;
  return (
    <div className={classes.attribute}>
      <Group gap={6} wrap="nowrap">
        <TextInput
          size="xs"
          style={{ flex: 1 }}
          aria-label={t('attributes.nameOf', { number })}
          placeholder={t('attributes.name')}
          value={spec.name}
          onChange={(event) =>
            onChange({ ...draft, spec: { ...spec, name: event.currentTarget.value } })
          }
        />
        <KindSelect draft={draft} number={number} onChange={onChange} />
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={t('attributes.remove', { name: spec.name })}
          onClick={onRemove}
        >
          <Trash2 size={14} aria-hidden />
        </ActionIcon>
      </Group>
      {spec.kind === 'select' && (
        <OptionFields draft={draft} spec={spec} number={number} onChange={onChange} />
      )}
      <InitialField
        spec={spec}
        number={number}
        onChange={(next) => onChange({ ...draft, spec: next })}
      />
    </div>
  );
}

function KindSelect({ draft, number, onChange }: Omit<AttributeFieldsProps, 'onRemove'>) {
  const { t } = useTranslation();
  const { spec } = draft;
  const kinds = attributeKinds.map((kind) => ({
    value: kind,
    label: t(`attributes.kind.${kind}`),
  }));
  function setKind(kind: AttributeKind): void {
    const next = withKind(spec, kind);
    const options = next.kind === 'select' ? next.options : [];
    onChange({ ...draft, spec: next, formerOptions: options.map(() => null) });
  }
  return (
    <Select
      size="xs"
      w={130}
      allowDeselect={false}
      aria-label={t('attributes.kindOf', { number })}
      data={kinds}
      value={spec.kind}
      onChange={(chosen) => {
        const kind = attributeKinds.find((each) => each === chosen);
        if (kind && kind !== spec.kind) setKind(kind);
      }}
    />
  );
}
