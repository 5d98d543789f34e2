import { ActionIcon, Autocomplete, Button, Group, Popover, Stack, Text } from '@mantine/core';
import { ChevronUp, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageSummary } from '#core/project/project.ts';
import { vocabularyOf } from '#core/query/vocabulary.ts';
import { addTagTo, removeTagFrom } from '#flows/bulkEdits.ts';
import { useServices } from '../servicesContext.ts';
import { useVocabulary } from './useVocabulary.ts';

export interface BulkTagsProps {
  readonly images: readonly ImageSummary[]; // the selected ones
}

/** The tags of the selected images: add one to all of them, take one off. */
export function BulkTags({ images }: BulkTagsProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="top-end"
      shadow="md"
      width={280}
      trapFocus
    >
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          rightSection={<ChevronUp size={13} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {t('gallery.bulk.tags')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('gallery.bulk.tags')}>
        <Stack gap="xs">
          <AddTag images={images} />
          <TagList images={images} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function AddTag({ images }: BulkTagsProps) {
  const { t } = useTranslation();
  const services = useServices();
  const [typed, setTyped] = useState('');
  const { tags } = useVocabulary(true);
  function add(tag: string): void {
    setTyped('');
    void addTagTo(
      services,
      images.map(({ id }) => id),
      tag,
    );
  }
  return (
    <Autocomplete
      data-autofocus
      size="xs"
      aria-label={t('gallery.bulk.addTag')}
      placeholder={t('gallery.bulk.addTagPlaceholder')}
      data={tags.map(({ text }) => text)}
      limit={8}
      value={typed}
      onChange={setTyped}
      onOptionSubmit={add}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && typed.trim() !== '') add(typed);
      }}
      comboboxProps={{ withinPortal: false, position: 'top' }}
    />
  );
}

function TagList({ images }: BulkTagsProps) {
  const { t } = useTranslation();
  const services = useServices();
  const { tags } = vocabularyOf(images, []);
  if (tags.length === 0) return <Text size="xs">{t('gallery.bulk.noTags')}</Text>;
  return (
    <Stack gap={2} mah={200} style={{ overflowY: 'auto' }}>
      {tags.map(({ text, count }) => (
        <Group key={text} gap="xs" wrap="nowrap" justify="space-between">
          <Text size="xs" truncate>
            {t('gallery.bulk.tagCount', { tag: text, count })}
          </Text>
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={t('gallery.bulk.removeTag', { tag: text })}
            onClick={() =>
              void removeTagFrom(
                services,
                images.map(({ id }) => id),
                text,
              )
            }
          >
            <X size={14} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
    </Stack>
  );
}
