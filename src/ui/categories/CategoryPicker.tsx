import { Combobox, Group, Kbd, ScrollArea, Text, TextInput, useCombobox } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isSameCategoryName, normalizeCategoryName } from '#core/annotation/category.ts';
import type { Category } from '#core/annotation/category.ts';
import { sortedCategories } from '#core/project/project.ts';
import { dropDrawn, keepDrawn } from '#flows/draw/drawObject.ts';
import { acceptCandidate } from '#flows/acceptCandidate.ts';
import { recategorizeAnnotation } from '#flows/editAnnotations.ts';
import { createCategory } from '#flows/editCategories.ts';
import { reportError } from '#flows/report.ts';
import type { Services } from '#flows/services.ts';
import { objectInHand, setActiveCategory, setCategoryPickerOpen } from '#store/sessionStore.ts';
import { useDocument, useServices, useSession } from '../servicesContext.ts';
import { Dialog } from '../widgets/Dialog.tsx';
import { CategoryDot } from './CategoryDot.tsx';

const createValue = '+';

/** Type-ahead over all categories; what is not there yet can be created. */
export function CategoryPicker() {
  const { t } = useTranslation();
  const services = useServices();
  const isOpen = useSession((state) => state.isCategoryPickerOpen);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={() => closePicker(services)}
      title={t('categories.pickerTitle')}
      size="sm"
      yOffset="18vh"
    >
      <PickerList />
    </Dialog>
  );
}

function PickerList() {
  const { t } = useTranslation();
  const services = useServices();
  const combobox = useCombobox({ opened: true });
  const [typed, setTyped] = useState('');
  const categories = useDocument(({ document }) => document?.categories);
  const found = matching(sortedCategories(categories?.values() ?? []), typed);
  const name = normalizeCategoryName(typed);
  useEffect(() => {
    // Enter takes the first match of whatever is typed by now
    combobox.selectFirstOption();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [combobox, typed]);
  const isNew = name !== '' && !found.some((category) => isSameCategoryName(category.name, name));
  function submit(value: string): void {
    pick(services, value === createValue ? name : value, value === createValue).catch(
      (error: unknown) => reportError(services, error),
    );
  }
  return (
    <Combobox store={combobox} onOptionSubmit={submit}>
      <Combobox.EventsTarget>
        <TextInput
          data-autofocus
          ref={focusInput}
          aria-label={t('categories.pickerTitle')}
          placeholder={t('categories.pickerPlaceholder')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            // the list keeps Escape for itself, and it is always open
            if (event.key === 'Escape') closePicker(services);
          }}
        />
      </Combobox.EventsTarget>
      <ScrollArea.Autosize mah={320} mt="xs" type="auto">
        <PickerOptions found={found} all={categories} newName={isNew ? name : null} />
      </ScrollArea.Autosize>
    </Combobox>
  );
}

interface PickerOptionsProps {
  readonly found: readonly Category[];
  readonly all: ReadonlyMap<string, Category> | undefined;
  readonly newName: string | null; // what could be created
}

function PickerOptions({ found, all, newName }: PickerOptionsProps) {
  const { t } = useTranslation();
  return (
    <Combobox.Options aria-label={t('categories.title')}>
      {found.map((category) => (
        <CategoryOption key={category.id} category={category} all={all} />
      ))}
      {newName !== null && (
        <Combobox.Option value={createValue}>
          {t('categories.create', { name: newName })}
        </Combobox.Option>
      )}
      {found.length === 0 && newName === null && (
        <Combobox.Empty>
          <Text size="sm">{t('categories.none')}</Text>
        </Combobox.Empty>
      )}
    </Combobox.Options>
  );
}

function focusInput(input: HTMLInputElement | null): void {
  input?.focus();
}

function CategoryOption({
  category,
  all,
}: {
  readonly category: Category;
  readonly all: ReadonlyMap<string, Category> | undefined;
}) {
  const place = sortedCategories(all?.values() ?? []).findIndex(({ id }) => id === category.id);
  return (
    <Combobox.Option value={category.id}>
      <Group gap="xs" wrap="nowrap">
        <CategoryDot color={category.color} />
        <Text size="sm" truncate style={{ flex: 1 }}>
          {category.name}
        </Text>
        {place < 9 && <Kbd size="xs">{place + 1}</Kbd>}
      </Group>
    </Combobox.Option>
  );
}

/** Names that start with what was typed first, then those that contain it. */
function matching(categories: readonly Category[], typed: string): readonly Category[] {
  const query = normalizeCategoryName(typed).toLowerCase();
  const place = ({ name }: Category) => name.toLowerCase().indexOf(query);
  return categories
    .filter((category) => place(category) >= 0)
    .toSorted((a, b) => Math.min(1, place(a)) - Math.min(1, place(b)));
}

/** Nobody chose: a shape that waited for a category is let go. */
function closePicker(services: Services): void {
  setCategoryPickerOpen(services.stores.session, false);
  dropDrawn(services);
}

/** Makes it the active category and goes on with what the picker was opened for. */
async function pick(services: Services, value: string, isNew: boolean): Promise<void> {
  const { session, document } = services.stores;
  setCategoryPickerOpen(session, false);
  const known = [...(document.getState().document?.categories.values() ?? [])];
  const id = isNew
    ? await createCategory(services, value)
    : known.find((each) => each.id === value)?.id;
  if (!id) return;
  setActiveCategory(session, id);
  const { drawn } = session.getState();
  const objectId = drawn ? null : objectInHand(session.getState());
  if (objectId) await recategorizeAnnotation(services, objectId, id);
  else if (drawn) await keepDrawn(services);
  else if (session.getState().prompting) await acceptCandidate(services);
}
