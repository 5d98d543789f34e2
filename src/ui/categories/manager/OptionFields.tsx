import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AttributeSpec } from '#core/annotation/attributes.ts';
import type { EditedAttribute } from './attributeDrafts.ts';

type SelectSpec = Extract<AttributeSpec, { readonly kind: 'select' }>;

interface OptionFieldsProps {
  readonly draft: EditedAttribute;
  readonly spec: SelectSpec;
  readonly number: number; // of the attribute, from 1
  onChange(draft: EditedAttribute): void;
}

/** The options of a choice; renamed ones take the values of objects along. */
export function OptionFields({ draft, spec, number, onChange }: OptionFieldsProps) {
  const { t } = useTranslation();
  const { options } = spec;
  function change(next: readonly string[], formerOptions: EditedAttribute['formerOptions']): void {
    onChange({ ...draft, spec: { ...spec, options: next }, formerOptions });
  }
  function rename(index: number, name: string): void {
    const initial = spec.initial === options[index] ? name : spec.initial;
    onChange({ ...draft, spec: { ...spec, initial, options: options.with(index, name) } });
  }
  function remove(index: number): void {
    change(options.toSpliced(index, 1), draft.formerOptions.toSpliced(index, 1));
  }
  return (
    <Group gap={6}>
      {options.map((option, index) => (
        <TextInput
          // the place is all that stays while it is renamed
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          size="xs"
          w={140}
          aria-label={t('attributes.optionOf', { option: index + 1, number })}
          value={option}
          onChange={(event) => rename(index, event.currentTarget.value)}
          rightSection={<RemoveOption name={option} onRemove={() => remove(index)} />}
        />
      ))}
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<Plus size={13} aria-hidden />}
        onClick={() =>
          change(
            [...options, `${t('attributes.newOption')} ${options.length + 1}`],
            [...draft.formerOptions, null],
          )
        }
      >
        {t('attributes.addOption')}
      </Button>
    </Group>
  );
}

interface RemoveOptionProps {
  readonly name: string;
  onRemove(): void;
}

function RemoveOption({ name, onRemove }: RemoveOptionProps) {
  const { t } = useTranslation();
  return (
    <ActionIcon
      size="xs"
      variant="subtle"
      color="gray"
      aria-label={t('attributes.removeOption', { name })}
      onClick={onRemove}
    >
      <X size={12} aria-hidden />
    </ActionIcon>
  );
}
