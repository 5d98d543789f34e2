import { useEffect, useState } from 'react';
import type { ImageSummary } from '#core/project/project.ts';
import { useDocument, useGallery } from '../servicesContext.ts';

/** How long a typed query may fit nothing before the gallery says so: half a word often does. */
const patienceMs = 700;

/** The images shown, or for a moment those before them when what is being typed fits none. */
export function useFittingImages(shown: readonly ImageSummary[]): readonly ImageSummary[] {
  const queryText = useGallery((state) => state.queryText);
  const present = useDocument(({ document }) => document?.images);
  const [last, setLast] = useState({ shown, queryText });
  const isTyping = shown.length === 0 && last.shown.length > 0 && last.queryText !== queryText;
  const isOther = last.queryText !== queryText || last.shown !== shown;
  if (!isTyping && isOther && shown.length + last.shown.length > 0) setLast({ shown, queryText });
  useEffect(() => {
    if (!isTyping) return undefined;
    const timer = setTimeout(() => setLast({ shown, queryText }), patienceMs);
    return () => clearTimeout(timer);
  }, [isTyping, shown, queryText]);
  return isTyping ? last.shown.filter(({ id }) => present?.has(id)) : shown;
}
