import { ActionIcon, Group, Select, Slider, Text, Tooltip } from '@mantine/core';
import { ArrowDownWideNarrow, ArrowUpNarrowWide, CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { sortKeys } from '#core/query/imageSort.ts';
import { setSort } from '#store/galleryStore.ts';
import { setGalleryCardPx } from '#store/settingsStore.ts';
import { useGallery, useServices, useSettings } from '../servicesContext.ts';
import { HistoryButtons } from '../history/HistoryButtons.tsx';
import classes from './Gallery.module.css';
import { QueryField } from './QueryField.tsx';
import { StatusChips } from './StatusChips.tsx';

const problemId = 'gallery-query-problem';

/** What is shown and how: query, order, size of the cards; below it the statuses at one click. */
export function GalleryToolbar() {
  return (
    <div className={classes.toolbar}>
      <Group gap="xs" wrap="nowrap">
        <HistoryButtons size={30} />
        <QueryField problemId={problemId} />
        <SortMenu />
        <CardSizeSlider />
      </Group>
      <Group gap="sm" wrap="nowrap" className={classes.chips}>
        <QueryProblem />
        <StatusChips />
      </Group>
    </div>
  );
}

/** Why the query cannot be read; the images of the last one that could stay on the screen. */
function QueryProblem() {
  const { t } = useTranslation();
  const text = useGallery((state) => state.queryText);
  const error = useGallery((state) => state.error);
  return (
    <div id={problemId} role="status" className={classes.problem} data-shown={error !== null}>
      {error && (
        <>
          <CircleAlert size={14} aria-hidden />
          <span>{t(`query.error.${error.key}`, { word: text.slice(error.from, error.to) })}</span>
        </>
      )}
    </div>
  );
}

function SortMenu() {
  const { t } = useTranslation();
  const { gallery } = useServices().stores;
  const sort = useGallery((state) => state.sort);
  const label = t(sort.isDescending ? 'gallery.descending' : 'gallery.ascending');
  const Icon = sort.isDescending ? ArrowDownWideNarrow : ArrowUpNarrowWide;
  return (
    <Group gap={4} wrap="nowrap">
      <Select
        size="xs"
        w={140}
        aria-label={t('gallery.sort')}
        data={sortKeys.map((value) => ({ value, label: t(`gallery.sortKey.${value}`) }))}
        value={sort.by}
        allowDeselect={false}
        onChange={(value) => {
          const by = sortKeys.find((key) => key === value);
          if (by) setSort(gallery, { ...sort, by });
        }}
      />
      <Tooltip label={label}>
        <ActionIcon
          size={30}
          variant="subtle"
          color="gray"
          aria-label={label}
          onClick={() => setSort(gallery, { ...sort, isDescending: !sort.isDescending })}
        >
          <Icon size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

function CardSizeSlider() {
  const { t } = useTranslation();
  const { settings } = useServices().stores;
  const cardPx = useSettings((state) => state.galleryCardPx);
  return (
    <Group gap={8} wrap="nowrap" className={classes.size}>
      <Text size="xs" c="var(--quiet)" aria-hidden>
        {t('gallery.cardSize')}
      </Text>
      <Slider
        w={90}
        size="xs"
        min={104}
        max={296}
        step={16}
        label={null}
        thumbLabel={t('gallery.cardSize')}
        value={cardPx}
        onChange={(value) => setGalleryCardPx(settings, value)}
      />
    </Group>
  );
}
