import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  existingObjectChoices,
  forecastImport,
  matchCategories,
  type CategoryChoice,
  type ExistingObjects,
  type ImportForecast,
} from '#core/dataset/importPlan.ts';
import type { ReadMarks } from '#core/dataset/readSummary.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import { annotationCountOf } from '#core/project/project.ts';
import type { AnnotationReading, OpenAnnotations } from '#store/annotationStore.ts';
import { useDocument } from '../servicesContext.ts';
import classes from './Annotations.module.css';
import { CategoryMapping } from './CategoryMapping.tsx';
import { ImageMatches } from './ImageMatches.tsx';
import { IssueSection } from './IssueSection.tsx';
import { OnlyImages } from './OnlyImages.tsx';

type Read = Extract<AnnotationReading, { readonly kind: 'read' }>;

export interface AnnotationReviewProps {
  readonly open: OpenAnnotations;
  readonly read: Read;
}

/** What the files hold, from categories to what will happen. */
export function AnnotationReview({ open, read }: AnnotationReviewProps) {
  const { t } = useTranslation();
  const { summary } = read;
  const document = useDocument((state) => state.document);
  const [categories, setCategories] = useState(() =>
    matchCategories(summary.categories, document?.categories.values() ?? []),
  );
  const [existing, setExisting] = useState<ExistingObjects>('add');
  const forecast = useForecast(read, document, { categories, existing });
  const isIdle = forecast.objectCount === 0 && forecast.newImageCount === 0;
  return (
    <Stack gap="lg">
      <CategoryMapping
        categories={summary.categories}
        choices={categories}
        onChange={setCategories}
      />
      <ImageMatches read={read} />
      {forecast.inhabitedCount > 0 && (
        <ExistingField count={forecast.inhabitedCount} value={existing} onChange={setExisting} />
      )}
      <IssueSection title={open.title} summary={summary} />
      <Outcome forecast={forecast} marks={summary.marks} />
      <Group justify="flex-end" gap="xs">
        <OnlyImages open={open} />
        <Button variant="default" size="sm" onClick={open.close}>
          {t('annotations.cancel')}
        </Button>
        <Button
          size="sm"
          data-autofocus
          disabled={isIdle}
          onClick={() => open.start({ categories, existing })}
        >
          {t('annotations.start')}
        </Button>
      </Group>
    </Stack>
  );
}

function useForecast(
  { summary, places }: Read,
  document: ProjectDocument | null,
  {
    categories,
    existing,
  }: { readonly categories: readonly CategoryChoice[]; readonly existing: ExistingObjects },
): ImportForecast {
  return useMemo(() => {
    const isInhabited = (index: number): boolean => {
      const place = places[index];
      const image = place?.kind === 'image' ? document?.images.get(place.id) : undefined;
      return image !== undefined && annotationCountOf(image) > 0;
    };
    return forecastImport({
      existing,
      categories: summary.categories.map(({ name }, index) => ({
        name,
        choice: categories[index] ?? 'leaveOut',
      })),
      images: summary.images.map(({ objectCounts }, index) => ({
        objectCounts,
        place: places[index] ?? { kind: 'missing' },
        isInhabited: isInhabited(index),
      })),
    });
  }, [summary, places, document, categories, existing]);
}

interface ExistingFieldProps {
  readonly count: number;
  readonly value: ExistingObjects;
  onChange(value: ExistingObjects): void;
}

function ExistingField({ count, value, onChange }: ExistingFieldProps) {
  const { t } = useTranslation();
  const label = t('annotations.existing', { count });
  return (
    <section aria-label={label}>
      <Text component="h3" className={classes.heading}>
        {label}
      </Text>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={label}
        value={value}
        data={existingObjectChoices.map((choice) => ({
          value: choice,
          label: t(`annotations.existingChoice.${choice}`),
        }))}
        onChange={(chosen) => {
          const choice = existingObjectChoices.find((each) => each === chosen);
          if (choice) onChange(choice);
        }}
      />
      <Text size="xs" c="var(--quiet)" mt={4}>
        {t(`annotations.existingHint.${value}`)}
      </Text>
    </section>
  );
}

interface OutcomeProps {
  readonly forecast: ImportForecast;
  readonly marks: ReadMarks;
}

/** What will happen, and what of the files has no place here. */
function Outcome({ forecast, marks }: OutcomeProps) {
  const { t } = useTranslation();
  const { objectCount, imageCount, newImageCount, newCategoryCount } = forecast;
  const notes = [
    forecast.leftOutCount > 0 && t('annotations.leftOut', { count: forecast.leftOutCount }),
    forecast.homelessCount > 0 && t('annotations.homeless', { count: forecast.homelessCount }),
    marks.boxOnlyCount > 0 && t('annotations.boxOnly', { count: marks.boxOnlyCount }),
    marks.crowdCount > 0 && t('annotations.crowd', { count: marks.crowdCount }),
    marks.scoredCount > 0 && t('annotations.scored', { count: marks.scoredCount }),
    marks.statedAreaCount > 0 && t('annotations.statedArea', { count: marks.statedAreaCount }),
    marks.statedBoxCount > 0 && t('annotations.statedBox', { count: marks.statedBoxCount }),
    objectCount > 0 && t('annotations.asTheyAre'),
  ].filter((note) => note !== false);
  return (
    <section aria-labelledby="annotations-outcome" className={classes.outcome} aria-live="polite">
      <Text component="h3" id="annotations-outcome" className={classes.heading}>
        {t('annotations.outcome')}
      </Text>
      <Text size="sm" fw={600}>
        {objectCount === 0 && newImageCount === 0
          ? t('annotations.nothing')
          : [
              t('annotations.objects', { count: objectCount }),
              t('annotations.onImages', { count: imageCount }),
            ].join(' ')}
      </Text>
      {newImageCount > 0 && (
        <Text size="sm">{t('annotations.newImages', { count: newImageCount })}</Text>
      )}
      {newCategoryCount > 0 && (
        <Text size="sm">{t('annotations.newCategories', { count: newCategoryCount })}</Text>
      )}
      {notes.map((note) => (
        <Text key={note} size="sm" c="var(--quiet)">
          {note}
        </Text>
      ))}
    </section>
  );
}
