import { Combobox, Group, ScrollArea, Text, TextInput, useCombobox } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isSameCategoryName, normalizeCategoryName } from '#core/annotation/category.ts';
import { sortedCategories } from '#core/project/project.ts';
import { acceptCandidate } from '#flows/acceptCandidate.ts';
import { recategorizeObjects } from '#flows/categories/recategorizeObjects.ts';
import { dropDrawn, keepDrawn } from '#flows/draw/drawObject.ts';
import { createCategory } from '#flows/editCategories.ts';
import { reportError } from '#flows/report.ts';
import type { Services } from '#flows/services.ts';
import { objectsInHand, setActiveCategory, setCategoryPickerOpen } from '#store/sessionStore.ts';
import { useKeysOf } from '../commands/useCommand.ts';
import { useDocument, useServices, useSession } from '../servicesContext.ts';
import { Dialog } from '../widgets/Dialog.tsx';
import { Keys } from '../widgets/Keys.tsx';
import { MarkedText } from '../widgets/MarkedText.tsx';
import { CategoryDot } from './CategoryDot.tsx';
import { isFoundByWords, keyOfCategory, type CategoryRow } from './categoryRows.ts';
import { createPickerSearch, type PickerGroup } from './pickerGroups.ts';

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
  const recentIds = useSession((state) => state.recentCategoryIds);
  const search = useMemo(
    () => createPickerSearch(categories ?? new Map(), recentIds),
    [categories, recentIds],
  );
  const { groups, hiddenCount } = search.find(typed);
  const name = normalizeCategoryName(typed);
  useEffect(() => {
    // Enter takes the first match of whatever is typed by now
    combobox.selectFirstOption();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [combobox, typed]);
  const known = [...(categories?.values() ?? [])];
  const isNew = name !== '' && !known.some((each) => isSameCategoryName(each.name, name));
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
        <PickerOptions
          groups={groups}
          newName={isNew ? name : null}
          isNewFirst={!groups.some(({ rows }) => rows.some(isFoundByWords))}
        />
        <HiddenNote count={hiddenCount} />
      </ScrollArea.Autosize>
    </Combobox>
  );
}

function HiddenNote({ count }: { readonly count: number }) {
  const { t } = useTranslation();
  if (count === 0) return null;
  return (
    <Text size="xs" c="var(--quiet)" px="sm" py={6}>
      {t('categories.more', { count })}
    </Text>
  );
}

interface PickerOptionsProps {
  readonly groups: readonly PickerGroup[];
  readonly newName: string | null; // what could be created
  readonly isNewFirst: boolean; // what was found only has its letters somewhere
}

function PickerOptions({ groups, newName, isNewFirst }: PickerOptionsProps) {
  const { t } = useTranslation();
  const categories = useDocument(({ document }) => document?.categories);
  const placeKeys = useKeysOf('useCategory');
  const places = useMemo(() => {
    const sorted = sortedCategories(categories?.values() ?? []);
    return new Map(sorted.map(({ id }, place) => [id, place]));
  }, [categories]);
  const optionOf = (row: CategoryRow) => (
    <CategoryOption
      key={row.category.id}
      row={row}
      hotkey={keyOfCategory(row.category, placeKeys, places.get(row.category.id) ?? -1)}
    />
  );
  const creating = newName !== null && (
    <Combobox.Option value={createValue}>
      {t('categories.create', { name: newName })}
    </Combobox.Option>
  );
  return (
    <Combobox.Options aria-label={t('categories.title')}>
      {isNewFirst && creating}
      {groups.map(({ heading, rows }) =>
        heading === null ? (
          rows.map(optionOf)
        ) : (
          <Combobox.Group key={heading.key} label={headingText(t, heading)}>
            {rows.map(optionOf)}
          </Combobox.Group>
        ),
      )}
      {!isNewFirst && creating}
      {groups.length === 0 && newName === null && (
        <Combobox.Empty>
          <Text size="sm">{t('categories.none')}</Text>
        </Combobox.Empty>
      )}
    </Combobox.Options>
  );
}

function headingText(t: TFunction, heading: NonNullable<PickerGroup['heading']>): string {
  if (heading.key === 'recent') return t('categories.recent');
  return heading.supercategory || t('categories.others');
}

function focusInput(input: HTMLInputElement | null): void {
  input?.focus();
}

function CategoryOption({
  row: { category, ranges },
  hotkey,
}: {
  readonly row: CategoryRow;
  readonly hotkey: string | null;
}) {
  return (
    <Combobox.Option value={category.id}>
      <Group gap="xs" wrap="nowrap">
        <CategoryDot color={category.color} />
        <Text size="sm" truncate style={{ flex: 1 }}>
          <MarkedText text={category.name} ranges={ranges} />
        </Text>
        {ranges.length > 0 && category.supercategory !== '' && (
          <Text size="xs" c="var(--quiet)" truncate>
            {category.supercategory}
          </Text>
        )}
        {hotkey !== null && (
          <span>
            <Keys combination={hotkey} />
          </span>
        )}
      </Group>
    </Combobox.Option>
  );
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
  const { drawn, prompting } = session.getState();
  const objectIds = drawn ? [] : objectsInHand(session.getState());
  if (objectIds.length > 0) await recategorizeObjects(services, objectIds, id);
  else if (drawn) await keepDrawn(services);
  else if (prompting) await acceptCandidate(services);
}
