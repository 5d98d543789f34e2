import { NativeSelect, Text } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isSameCategoryName } from '#core/annotation/category.ts';
import type { CategoryChoice } from '#core/dataset/importPlan.ts';
import type { ReadCategory } from '#core/dataset/readSummary.ts';
import { sortedCategories } from '#core/project/project.ts';
import { useDocument } from '../servicesContext.ts';
import classes from './Annotations.module.css';

const rowHeightPx = 40;
const mostRows = 7;

export interface CategoryMappingProps {
  readonly categories: readonly ReadCategory[];
  readonly choices: readonly CategoryChoice[];
  onChange(choices: readonly CategoryChoice[]): void;
}

/** Which category of the file is which one here. */
export function CategoryMapping({ categories, choices, onChange }: CategoryMappingProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: categories.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 6,
  });
  return (
    <section aria-labelledby="annotations-categories">
      <Text component="h3" id="annotations-categories" className={classes.heading}>
        {t('annotations.categories', { count: categories.length })}
      </Text>
      <div
        ref={scroller}
        className={classes.scroller}
        style={{ height: Math.min(categories.length, mostRows) * rowHeightPx }}
      >
        <div className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start, size }) => {
            const category = categories[index];
            return (
              category && (
                <div
                  key={index}
                  className={classes.row}
                  style={{ transform: `translateY(${start}px)`, height: size }}
                >
                  <CategoryRow
                    category={category}
                    choice={choices[index] ?? 'leaveOut'}
                    onChange={(choice) => onChange(choices.with(index, choice))}
                  />
                </div>
              )
            );
          })}
        </div>
      </div>
    </section>
  );
}

interface CategoryRowProps {
  readonly category: ReadCategory;
  readonly choice: CategoryChoice;
  onChange(choice: CategoryChoice): void;
}

function CategoryRow({ category, choice, onChange }: CategoryRowProps) {
  const { t } = useTranslation();
  const records = useDocument(({ document }) => document?.categories);
  const known = useMemo(() => sortedCategories(records?.values() ?? []), [records]);
  const hasSame = known.some(({ name }) => isSameCategoryName(name, category.name));
  return (
    <>
      <span className={classes.name} title={category.name}>
        {category.name}
      </span>
      <span className={classes.count}>
        {t('annotations.objectCount', { count: category.objectCount })}
      </span>
      <NativeSelect
        size="xs"
        aria-label={t('annotations.becomes', { name: category.name })}
        value={typeof choice === 'string' ? choice : choice.id}
        data={[
          ...(hasSame ? [] : [{ value: 'new', label: t('annotations.newCategory') }]),
          ...known.map(({ id, name }) => ({ value: id, label: name })),
          { value: 'leaveOut', label: t('annotations.leaveOut') },
        ]}
        onChange={({ currentTarget: { value } }) => {
          const target = known.find(({ id }) => id === value);
          if (target) onChange({ id: target.id });
          else onChange(value === 'new' ? 'new' : 'leaveOut');
        }}
      />
    </>
  );
}
