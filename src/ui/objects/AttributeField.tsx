import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttributeSpec, AttributeValue } from '#core/annotation/attributes.ts';

/** The value that all selected objects have (null: none has one), or that they differ. */
export type SharedValue = 'mixed' | { readonly value: AttributeValue | null };

interface AttributeFieldProps {
  readonly spec: AttributeSpec;
  readonly value: SharedValue;
  onChange(value: AttributeValue | null): void;
}

/** One attribute of the selected objects. Text and numbers are kept on Enter or when the field is left. */
export function AttributeField(props: AttributeFieldProps) {
  const { t } = useTranslation();
  const { spec, value, onChange } = props;
  const isMixed = value === 'mixed';
  const known = isMixed ? null : value.value;
  const placeholder = t(isMixed ? 'attributes.mixed' : 'attributes.unset');
  switch (spec.kind) {
    case 'checkbox':
      return (
        <Checkbox
          size="xs"
          label={spec.name}
          checked={known === true}
          indeterminate={isMixed}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'select':
      return (
        <Select
          size="xs"
          label={spec.name}
          placeholder={placeholder}
          clearable
          searchable={spec.options.length > 8}
          data={[...spec.options]}
          value={typeof known === 'string' ? known : null}
          onChange={onChange}
        />
      );
    case 'text':
      return <TypedText key={String(known)} {...props} known={known} placeholder={placeholder} />;
    case 'number':
      return <TypedNumber key={String(known)} {...props} known={known} placeholder={placeholder} />;
  }
}

interface TypedProps extends AttributeFieldProps {
  readonly known: AttributeValue | null;
  readonly placeholder: string;
}

function TypedText({ spec, known, placeholder, onChange }: TypedProps) {
  const former = typeof known === 'string' ? known : '';
  const [typed, setTyped] = useState(former);
  function keep(): void {
    if (typed !== former) onChange(typed === '' ? null : typed);
  }
  return (
    <TextInput
      size="xs"
      label={spec.name}
      placeholder={placeholder}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => onEnter(event, keep)}
    />
  );
}

function TypedNumber({ spec, known, placeholder, onChange }: TypedProps) {
  const former = typeof known === 'number' ? known : '';
  const [typed, setTyped] = useState<number | string>(former);
  function keep(): void {
    if (typed === former) return;
    const number = Number(typed);
    if (typed === '') onChange(null);
    else if (Number.isFinite(number)) onChange(number);
  }
  return (
    <NumberInput
      size="xs"
      label={spec.name}
      placeholder={placeholder}
      value={typed}
      onChange={setTyped}
      onBlur={keep}
      onKeyDown={(event) => onEnter(event, keep)}
    />
  );
}

function onEnter(event: KeyboardEvent, keep: () => void): void {
  if (event.key === 'Enter') keep();
}
