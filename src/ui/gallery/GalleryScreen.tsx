import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { setQueryText } from '#store/galleryStore.ts';
import { useDocument, useGallery, useServices, useShownImages } from '../servicesContext.ts';
import { HistoryPanel } from '../history/HistoryPanel.tsx';
import { DropTarget } from '../workbench/DropTarget.tsx';
import { EmptyState } from '../workbench/EmptyState.tsx';
import { Header } from '../workbench/Header.tsx';
import { JobTexts, SaveState } from '../workbench/StatusBar.tsx';
import { BulkBar } from './BulkBar.tsx';
import { FilterNote } from './FilterNote.tsx';
import classes from './Gallery.module.css';
import { GalleryGrid } from './GalleryGrid.tsx';
import { GalleryToolbar } from './GalleryToolbar.tsx';
import { useFittingImages } from './useFittingImages.ts';

/** All images of the project: found by a query, put in order, edited many at a time. */
export function GalleryScreen() {
  const { t } = useTranslation();
  const images = useFittingImages(useShownImages());
  const total = useDocument(({ document }) => document?.images.size ?? 0);
  return (
    <div className={classes.gallery}>
      <header className={classes.header}>
        <Header />
      </header>
      <search className={classes.tools} aria-label={t('gallery.toolbar')}>
        <GalleryToolbar />
      </search>
      <main className={classes.main}>
        {images.length > 0 && <GalleryGrid images={images} />}
        <HistoryPanel />
        {images.length === 0 && (total === 0 ? <EmptyState /> : <NothingFits total={total} />)}
      </main>
      <BulkBar images={images} />
      <footer className={classes.status}>
        <GalleryStatus total={total} />
      </footer>
      <DropTarget />
    </div>
  );
}

function NothingFits({ total }: { readonly total: number }) {
  const { t } = useTranslation();
  const { gallery } = useServices().stores;
  const query = useGallery((state) => state.queryText);
  return (
    <Stack className={classes.nothing} align="center" justify="center" gap="sm">
      <Title order={2} size="h4">
        {t('gallery.nothing')}
      </Title>
      <Text size="sm">{t('gallery.nothingHint', { total, query })}</Text>
      <Button size="sm" onClick={() => setQueryText(gallery, '')}>
        {t('gallery.clearFilter')}
      </Button>
    </Stack>
  );
}

function GalleryStatus({ total }: { readonly total: number }) {
  const { t } = useTranslation();
  return (
    <Group h="100%" px="sm" gap="lg" wrap="nowrap" c="var(--quiet)" className={classes.line}>
      <JobTexts />
      <span style={{ flex: 1 }} />
      <FilterNote />
      <Text size="xs">{t('status.images', { count: total })}</Text>
      <SaveState />
    </Group>
  );
}
