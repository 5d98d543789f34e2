import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AttributeSpec } from '#core/annotation/attributes.ts';

interface InitialFieldProps {
  readonly spec: AttributeSpec;
  readonly number: number; // of the attribute, from 1
  onChange(spec: AttributeSpec): void;
}

/** What new objects get. */
export function InitialField({ spec, number, onChange }: InitialFieldProps) {
  const { t } = useTranslation();
  const label = t('attributes.initialOf', { number });
  const placeholder = t('attributes.initial');
  switch (spec.kind) {
    case 'text':
      return (
        <TextInput
          size="xs"
          aria-label={label}
          placeholder={placeholder}
          value={spec.initial}
          onChange={(event) => onChange({ ...spec, initial: event.currentTarget.value })}
        />
      );
    case 'number':
      return (
        <NumberInput
          size="xs"
          aria-label={label}
          placeholder={placeholder}
          value={spec.initial ?? ''}
          onChange={(value) => onChange({ ...spec, initial: value === '' ? null : Number(value) })}
        />
      );
    case 'checkbox':
      return (
        <Checkbox
          size="xs"
          label={t('attributes.initial')}
          aria-label={label}
          checked={spec.initial}
          onChange={(event) => onChange({ ...spec, initial: event.currentTarget.checked })}
        />
      );
    case 'select':
      return (
        <Select
          size="xs"
          clearable
          aria-label={label}
          placeholder={placeholder}
          data={[...new Set(spec.options)].filter((option) => option !== '')}
          value={spec.initial}
          onChange={(initial) => onChange({ ...spec, initial })}
        />
      );
  }
}
