import { Combobox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Suggestion } from '#core/query/complete.ts';
import classes from './QueryField.module.css';

/** What can be written at the caret of the query. */
export function QuerySuggestions({ suggestions }: { readonly suggestions: readonly Suggestion[] }) {
  const { t } = useTranslation();
  return (
    <Combobox.Dropdown hidden={suggestions.length === 0}>
      <Combobox.Options aria-label={t('query.suggestions')} mah={360} style={{ overflowY: 'auto' }}>
        {suggestions.map((suggestion, index) => (
          <Combobox.Option
            key={suggestion.text}
            value={String(index)}
            className={classes.option}
            onMouseDown={(event) => event.preventDefault()}
          >
            <span className={classes.written}>{suggestion.text}</span>
            <Meaning suggestion={suggestion} />
          </Combobox.Option>
        ))}
      </Combobox.Options>
      <Combobox.Footer>
        <span className={classes.meaning}>{t('query.hint')}</span>
      </Combobox.Footer>
    </Combobox.Dropdown>
  );
}

function Meaning({ suggestion: { kind, field, count } }: { readonly suggestion: Suggestion }) {
  const { t } = useTranslation();
  if (kind === 'field') return <span className={classes.meaning}>{t(`query.field.${field}`)}</span>;
  if (count === null) return null;
  return <span className={classes.meaning}>{t('gallery.shown', { count })}</span>;
}
