import { CloseButton, Combobox, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGallery } from '../servicesContext.ts';
import classes from './QueryField.module.css';
import { QuerySuggestions } from './QuerySuggestions.tsx';
import { useQueryTyping } from './useQueryTyping.ts';

/** Where a query is typed, with a list of what can be written at the caret. */
export function QueryField({ problemId }: { readonly problemId: string }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const text = useGallery((state) => state.queryText);
  const isWrong = useGallery((state) => state.error !== null);
  const [scrolledPx, setScrolled] = useState(0);
  const { combobox, suggestions, setCaret, type, take, onKeyDown } = useQueryTyping(input);
  return (
    <div className={classes.field}>
      <Combobox
        store={combobox}
        position="bottom-start"
        width={460}
        onOptionSubmit={(index) => take(Number(index))}
      >
        <Combobox.Target targetType="input" withExpandedAttribute>
          <TextInput
            ref={input}
            classNames={{ input: classes.input }}
            size="sm"
            role="combobox"
            aria-expanded={combobox.dropdownOpened}
            aria-controls={combobox.listId ?? undefined}
            spellCheck={false}
            aria-label={t('query.label')}
            aria-invalid={isWrong}
            aria-describedby={problemId}
            placeholder={t('query.placeholder')}
            leftSection={<Search size={15} aria-hidden />}
            rightSection={text !== '' && <ClearButton onClear={() => type('', 0)} />}
            value={text}
            onChange={({ currentTarget: { value, selectionStart } }) =>
              type(value, selectionStart ?? value.length)
            }
            onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart ?? 0)}
            onScroll={({ currentTarget }) => setScrolled(currentTarget.scrollLeft)}
            onClick={() => combobox.openDropdown()}
            onFocus={() => combobox.openDropdown()}
            onBlur={() => combobox.closeDropdown()}
            onKeyDown={onKeyDown}
          />
        </Combobox.Target>
        <QuerySuggestions suggestions={suggestions} />
      </Combobox>
      <Underline scrolledPx={scrolledPx} />
    </div>
  );
}

function ClearButton({ onClear }: { onClear(): void }) {
  const { t } = useTranslation();
  return <CloseButton size="sm" aria-label={t('query.clear')} onClick={onClear} />;
}

/** The part of the text that cannot be read, underlined; it lies over the field. */
function Underline({ scrolledPx }: { readonly scrolledPx: number }) {
  const text = useGallery((state) => state.queryText);
  const error = useGallery((state) => state.error);
  if (!error) return null;
  return (
    <div className={classes.overlay} aria-hidden>
      <span style={{ transform: `translateX(${-scrolledPx}px)` }}>
        {text.slice(0, error.from)}
        <span className={classes.fault}>{text.slice(error.from, error.to)}</span>
      </span>
    </div>
  );
}
