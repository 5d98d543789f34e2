import { CloseButton, Combobox, TextInput, useCombobox } from '@mantine/core';
import { Search } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import {
  applySuggestion,
  completeQuery,
  type Completion,
  type Suggestion,
} from '#core/query/complete.ts';
import { askToFind, setQueryText } from '#store/galleryStore.ts';
import { useGallery, useServices } from '../servicesContext.ts';
import classes from './QueryField.module.css';
import { QuerySuggestions } from './QuerySuggestions.tsx';
import { useVocabulary } from './useVocabulary.ts';

/** Where a query is typed, with a list of what can be written at the caret. */
export function QueryField({ problemId }: { readonly problemId: string }) {
  const { t } = useTranslation();
  const { stores } = useServices();
  const input = useRef<HTMLInputElement>(null);
  const text = useGallery((state) => state.queryText);
  const error = useGallery((state) => state.error);
  const [caret, setCaret] = useState(0);
  const [scrolledPx, setScrolled] = useState(0);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const vocabulary = useVocabulary(combobox.dropdownOpened);
  const completion = completeQuery(text, Math.min(caret, text.length), vocabulary);
  const placeCaret = useCaret(input);
  useFindCommand(input);

  function type(typed: string, at: number): void {
    setQueryText(stores.gallery, typed);
    setCaret(at);
    combobox.openDropdown();
    combobox.resetSelectedOption();
  }

  function take(suggestion: Suggestion | undefined): void {
    if (!suggestion) return;
    const next = applySuggestion(text, completion, suggestion);
    type(next.text, next.caret);
    placeCaret(next.caret);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const isListed = combobox.dropdownOpened && completion.suggestions.length > 0;
    const chosen = combobox.getSelectedOptionIndex();
    if (event.key === 'Tab' && !event.shiftKey && isListed && isWordBegun(completion, caret)) {
      event.preventDefault();
      take(completion.suggestions[Math.max(0, chosen)]);
    }
    if (event.key === 'Enter' && (!isListed || chosen < 0)) combobox.closeDropdown();
    if (event.key === 'Escape' && !combobox.dropdownOpened) input.current?.blur();
  }

  return (
    <Combobox
      store={combobox}
      position="bottom-start"
      width={460}
      onOptionSubmit={(index) => take(completion.suggestions[Number(index)])}
    >
      <Combobox.Target targetType="input" withExpandedAttribute>
        <TextInput
          ref={input}
          className={classes.field}
          classNames={{ input: classes.input }}
          size="sm"
          role="combobox"
          spellCheck={false}
          autoComplete="off"
          aria-label={t('query.label')}
          aria-invalid={error !== null}
          aria-describedby={problemId}
          placeholder={t('query.placeholder')}
          leftSection={<Search size={15} aria-hidden />}
          rightSection={text !== '' && <ClearButton onClear={() => type('', 0)} />}
          inputContainer={(field) => (
            <div className={classes.container}>
              {field}
              <Underline scrolledPx={scrolledPx} />
            </div>
          )}
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
      <QuerySuggestions suggestions={completion.suggestions} />
    </Combobox>
  );
}

/** Tab leaves the field unless the word at the caret can be completed. */
function isWordBegun({ from }: Completion, caret: number): boolean {
  return from < caret;
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

/** @returns places the caret once the text that it belongs to is in the field */
function useCaret(input: React.RefObject<HTMLInputElement | null>): (caret: number) => void {
  const [wanted, setWanted] = useState<{ readonly caret: number } | null>(null);
  useLayoutEffect(() => {
    if (wanted) input.current?.setSelectionRange(wanted.caret, wanted.caret);
  }, [input, wanted]);
  return (caret) => setWanted({ caret });
}

/** Takes the focus when the command asks for it, from this screen or another. */
function useFindCommand(input: React.RefObject<HTMLInputElement | null>): void {
  const { gallery } = useServices().stores;
  const isAsked = useGallery((state) => state.isFindAsked);
  useEffect(() => {
    if (!isAsked) return;
    input.current?.focus();
    input.current?.select();
    askToFind(gallery, false);
  }, [gallery, input, isAsked]);
}
