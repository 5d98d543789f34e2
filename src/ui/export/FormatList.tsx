import { Radio, Skeleton, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ExportFormat } from '#flows/export/formats.ts';
import classes from './Export.module.css';
import { groupFormats } from './formatGroups.ts';

export interface FormatListProps {
  readonly formats: readonly ExportFormat[];
  readonly chosenId: string;
  onChoose(id: string): void;
}

/** The formats under headings, each with a sentence about what it keeps. */
export function FormatList({ formats, chosenId, onChoose }: FormatListProps) {
  const { t } = useTranslation();
  if (formats.length === 0) {
    return <Skeleton className={classes.formats} height={360} aria-label={t('export.loading')} />;
  }
  return (
    <Radio.Group
      className={classes.formats}
      aria-label={t('export.formats')}
      value={chosenId}
      onChange={onChoose}
    >
      {groupFormats(formats).map(([group, own]) => (
        <section key={group} aria-label={t(`export.group.${group}`)}>
          <Text component="h3" className={classes.groupName}>
            {t(`export.group.${group}`)}
          </Text>
          {own.map(({ id, title }) => (
            <Radio
              key={id}
              value={id}
              size="xs"
              className={classes.format}
              data-chosen={id === chosenId || undefined}
              data-autofocus={id === chosenId || undefined}
              label={title}
              description={t(`export.format.${id}`)}
            />
          ))}
        </section>
      ))}
    </Radio.Group>
  );
}
