import { Autocomplete, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { normalizeCategoryName, type Category } from '#core/annotation/category.ts';
import { categoryNamed } from '#core/project/categoryEdits.ts';
import { moveCategories, setSupercategory } from '#flows/categories/listEdits.ts';
import { mergeCategories } from '#flows/categories/mergeCategories.ts';
import { renameCategory } from '#flows/editCategories.ts';
import { useServices } from '../../servicesContext.ts';
import { AttributeEditor } from './AttributeEditor.tsx';
import { HotkeyField } from './HotkeyField.tsx';
import classes from './Manager.module.css';
import { useObjectCounts } from './useObjectCounts.ts';

interface CategoryDetailProps {
  readonly category: Category | null;
  readonly all: readonly Category[]; // in their order
}

/** Everything about one category; each field is kept when it is left or Enter is pressed. */
export function CategoryDetail({ category, all }: CategoryDetailProps) {
  const { t } = useTranslation();
  const counts = useObjectCounts();
  if (!category) {
    return (
      <Text size="sm" c="var(--quiet)">
        {t(all.length === 0 ? 'manager.none' : 'manager.choose')}
      </Text>
    );
  }
  return (
    <Stack gap="sm">
      <Group gap="xs" wrap="nowrap">
        <Title order={3} size="sm" style={{ flex: 1 }}>
          {category.name}
        </Title>
        <Text size="xs" c="var(--quiet)">
          {t('manager.count', { count: counts.get(category.id) ?? 0 })}
        </Text>
      </Group>
      <NameOf key={category.name} category={category} all={all} />
      <SupercategoryOf key={`/${category.supercategory}`} category={category} all={all} />
      <Group gap="xs" align="flex-end">
        <HotkeyField category={category} />
        <MoveButtons category={category} all={all} />
      </Group>
      <AttributeEditor key={attributesKey(category)} category={category} />
    </Stack>
  );
}

/** Attributes that changed elsewhere, as by undo, are shown as they are now. */
function attributesKey({ attributes = [] }: Category): string {
  return JSON.stringify(attributes);
}

interface FieldProps {
  readonly category: Category;
  readonly all: readonly Category[];
}

/** A name that another category has is refused, and merging both offered. */
function NameOf({ category, all }: FieldProps) {
  const { t } = useTranslation();
  const services = useServices();
  const [typed, setTyped] = useState(category.name);
  const [isMerging, setMerging] = useState(false);
  const namesake = categoryNamed(
    all.filter((each) => each !== category),
    typed,
  );
  function keep(): void {
    if (namesake) return;
    if (normalizeCategoryName(typed) === '') setTyped(category.name);
    else void renameCategory(services, category.id, typed);
  }
  async function merge(target: Category): Promise<void> {
    setMerging(true);
    await mergeCategories(services, [category.id], target.id);
    setMerging(false);
  }
  return (
    <div>
      <TextInput
        size="xs"
        label={t('manager.name')}
        value={typed}
        aria-invalid={namesake !== undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep();
        }}
      />
      {namesake && (
        <Group gap="xs" mt={6}>
          <span role="alert" className={classes.fault}>
            {t('manager.taken', { name: namesake.name })}
          </span>
          <Button
            size="compact-xs"
            variant="default"
            loading={isMerging}
            onClick={() => void merge(namesake)}
          >
            {t('manager.mergeBoth')}
          </Button>
        </Group>
      )}
    </div>
  );
}

function SupercategoryOf({ category, all }: FieldProps) {
  const { t } = useTranslation();
  const services = useServices();
  const [typed, setTyped] = useState(category.supercategory);
  const known = [...new Set(all.map(({ supercategory }) => supercategory))].filter(
    (each) => each !== '',
  );
  function keep(value: string): void {
    void setSupercategory(services, [category.id], value);
  }
  return (
    <Autocomplete
      size="xs"
      label={t('manager.supercategory')}
      data={known}
      value={typed}
      onChange={setTyped}
      onOptionSubmit={keep}
      onBlur={() => keep(typed)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep(event.currentTarget.value);
      }}
    />
  );
}

function MoveButtons({ category, all }: FieldProps) {
  const { t } = useTranslation();
  const services = useServices();
  const place = all.indexOf(category);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        disabled={place <= 0}
        leftSection={<ArrowUp size={14} aria-hidden />}
        onClick={() => void moveCategories(services, [category.id], place - 1)}
      >
        {t('manager.up')}
      </Button>
      <Button
        size="xs"
        variant="default"
        disabled={place < 0 || place >= all.length - 1}
        leftSection={<ArrowDown size={14} aria-hidden />}
        onClick={() => void moveCategories(services, [category.id], place + 1)}
      >
        {t('manager.down')}
      </Button>
    </>
  );
}
