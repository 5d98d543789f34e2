import { Fieldset, Input, MultiSelect, SegmentedControl, Stack, Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { redactions } from '#core/pixels/redact.ts';
import type { ExportChoice } from '#core/project/exportChoice.ts';
import { sortedCategories } from '#core/project/project.ts';
import { useDocument } from '../servicesContext.ts';

export interface PrivacyFieldsProps {
  readonly choice: ExportChoice;
  onChange(patch: Partial<ExportChoice>): void;
}

/** What must not leave with the images. */
export function PrivacyFields({ choice, onChange }: PrivacyFieldsProps) {
  const { t } = useTranslation();
  const categories = useDocument(({ document }) => document?.categories);
  const names = sortedCategories(categories?.values() ?? []).map(({ name }) => name);
  const hidden = choice.hiddenCategories.filter((name) => names.includes(name));
  return (
    <Fieldset legend={t('export.privacy')} p="sm">
      <Stack gap="sm">
        <Switch
          size="sm"
          checked={choice.stripsMetadata}
          label={t('export.strips')}
          description={t('export.stripsHint')}
          onChange={(event) => onChange({ stripsMetadata: event.currentTarget.checked })}
        />
        <Switch
          size="sm"
          checked={choice.pseudonymises}
          label={t('export.pseudonymises')}
          description={t('export.pseudonymisesHint')}
          onChange={(event) => onChange({ pseudonymises: event.currentTarget.checked })}
        />
        <MultiSelect
          size="xs"
          searchable
          clearable
          label={t('export.hidden')}
          placeholder={hidden.length === 0 ? t('export.hiddenPlaceholder') : ''}
          data={names}
          value={hidden}
          onChange={(hiddenCategories) => onChange({ hiddenCategories })}
        />
        {hidden.length > 0 && <RedactionField choice={choice} onChange={onChange} />}
      </Stack>
    </Fieldset>
  );
}

function RedactionField({ choice, onChange }: PrivacyFieldsProps) {
  const { t } = useTranslation();
  const { redaction, hiddenCategories } = choice;
  const count = useDocument(({ document }) => {
    const categories = [...(document?.categories.values() ?? [])];
    const ids = categories.flatMap(({ id, name }) => (hiddenCategories.includes(name) ? [id] : []));
    const images = [...(document?.images.values() ?? [])];
    return images.filter(({ categoryCounts }) => ids.some((id) => id in categoryCounts)).length;
  });
  return (
    <Input.Wrapper label={t('export.redaction')} size="xs" labelElement="div">
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('export.redaction')}
        value={redaction}
        data={redactions.map((value) => ({ value, label: t(`export.redactions.${value}`) }))}
        onChange={(value) => {
          const chosen = redactions.find((each) => each === value);
          if (chosen) onChange({ redaction: chosen });
        }}
      />
      <Text size="xs" c="var(--quiet)" mt={4}>
        {`${t(`export.redactionHint.${redaction}`)} ${t('export.rewritten', { count })}`}
      </Text>
    </Input.Wrapper>
  );
}
