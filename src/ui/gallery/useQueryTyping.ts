import { useCombobox } from '@mantine/core';
import { useEffect, useLayoutEffect, useState, type KeyboardEvent, type RefObject } from 'react';
import { applySuggestion, completeQuery, type Suggestion } from '#core/query/complete.ts';
import { askToFind, setQueryText } from '#store/galleryStore.ts';
import { useGallery, useServices } from '../servicesContext.ts';
import { useVocabulary } from './useVocabulary.ts';

/** What is typed into the query field, what could be, and how one becomes the other. */
export function useQueryTyping(input: RefObject<HTMLInputElement | null>) {
  const { gallery } = useServices().stores;
  const text = useGallery((state) => state.queryText);
  const [caret, setCaret] = useState(0);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const vocabulary = useVocabulary(combobox.dropdownOpened);
  const completion = completeQuery(text, Math.min(caret, text.length), vocabulary);
  const { suggestions } = completion;
  const placeCaret = useCaret(input);
  useFindCommand(input);

  function type(typed: string, at: number): void {
    setQueryText(gallery, typed);
    setCaret(at);
    combobox.openDropdown();
    combobox.resetSelectedOption();
  }

  function take(index: number): void {
    const suggestion: Suggestion | undefined = suggestions[index];
    if (!suggestion) return;
    const next = applySuggestion(text, completion, suggestion);
    type(next.text, next.caret);
    placeCaret(next.caret);
  }

  /** Tab leaves the field unless the word at the caret can be completed; Enter goes on to the images. */
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const isListed = combobox.dropdownOpened && suggestions.length > 0;
    const chosen = combobox.getSelectedOptionIndex();
    if (event.key === 'Tab' && !event.shiftKey && isListed && completion.from < caret) {
      event.preventDefault();
      take(Math.max(0, chosen));
    }
    if (event.key === 'Enter' && (!isListed || chosen < 0)) {
      event.preventDefault();
      combobox.closeDropdown();
      firstCard()?.focus();
    }
    if (event.key === 'Escape' && !combobox.dropdownOpened) event.currentTarget.blur();
  }

  return { combobox, suggestions, setCaret, type, take, onKeyDown };
}

/** The card that Tab leads to. */
function firstCard(): HTMLElement | null {
  return document.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]');
}

/** @returns places the caret once the text that it belongs to is in the field */
function useCaret(input: RefObject<HTMLInputElement | null>): (caret: number) => void {
  const [wanted, setWanted] = useState<{ readonly caret: number } | null>(null);
  useLayoutEffect(() => {
    if (wanted) input.current?.setSelectionRange(wanted.caret, wanted.caret);
  }, [input, wanted]);
  return (caret) => setWanted({ caret });
}

/** Takes the focus when the command asks for it, from this screen or another. */
function useFindCommand(input: RefObject<HTMLInputElement | null>): void {
  const { gallery } = useServices().stores;
  const isAsked = useGallery((state) => state.isFindAsked);
  useEffect(() => {
    if (!isAsked) return;
    input.current?.focus();
    input.current?.select();
    askToFind(gallery, false);
  }, [gallery, input, isAsked]);
}
