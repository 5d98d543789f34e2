import { TextInput } from '@mantine/core';
import { useRef, type KeyboardEvent } from 'react';

export interface NameFieldProps {
  readonly label: string; // for assistive technology
  readonly name: string;
  readonly placeholder?: string;
  onDone(name: string | null): void; // null: left as it was
}

/** A name being edited in place: Enter or leaving keeps it, Escape does not. */
export function NameField({ label, name, placeholder, onDone }: NameFieldProps) {
  const isOver = useRef(false);
  function finish(value: string | null): void {
    if (isOver.current) return;
    isOver.current = true;
    onDone(value);
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    event.stopPropagation();
    if (event.key === 'Enter') finish(event.currentTarget.value);
    if (event.key === 'Escape') finish(null);
  }
  return (
    <TextInput
      size="xs"
      aria-label={label}
      defaultValue={name}
      placeholder={placeholder}
      data-autofocus
      ref={focusAndSelect}
      onKeyDown={onKeyDown}
      onBlur={(event) => finish(event.currentTarget.value)}
      style={{ flex: 1 }}
    />
  );
}

function focusAndSelect(input: HTMLInputElement | null): void {
  input?.focus();
  input?.select();
}
