import { imageStatuses, type ImageStatus } from '../project/project.ts';
import { printStatus } from './print.ts';
import { fieldPartOf, itemsOf, tokensOf, type WordToken } from './tokens.ts';
import { readStatus } from './values.ts';

/** The statuses that a query asks for in so many words, outside of brackets; empty when it does not. */
export function statusesIn(queryText: string): readonly ImageStatus[] {
  const word = statusWordIn(queryText);
  return word ? statusesOf(word) : [];
}

/** The query with a status added to those it asks for, or taken out; all else stays as it was typed. */
export function toggleStatus(queryText: string, status: ImageStatus): string {
  const word = statusWordIn(queryText);
  const former = word ? statusesOf(word) : [];
  const wanted = imageStatuses.filter((each) => (each === status) !== former.includes(each));
  const term = wanted.length > 0 ? `status:${wanted.map(printStatus).join(',')}` : '';
  const before = queryText.slice(0, word?.from ?? queryText.length).trim();
  const after = word ? queryText.slice(word.to).trim() : '';
  const rest = !word && hasOr(queryText) ? `(${before})` : before;
  return [rest, term, after].filter((part) => part !== '').join(' ');
}

/** None where an `OR` stands beside it: then it is but one of several wishes. */
function statusWordIn(queryText: string): WordToken | null {
  if (hasOr(queryText)) return null;
  let depth = 0;
  let isNegated = false;
  for (const token of tokensOf(queryText)) {
    if (token.kind === 'open') depth += 1;
    if (token.kind === 'close') depth -= 1;
    const isStatus = token.kind === 'word' && fieldPartOf(token)?.field === 'status';
    if (isStatus && depth === 0 && !isNegated) return token;
    isNegated = token.kind === 'not';
  }
  return null;
}

function hasOr(queryText: string): boolean {
  let depth = 0;
  for (const { kind } of tokensOf(queryText)) {
    if (kind === 'open') depth += 1;
    if (kind === 'close') depth -= 1;
    if (kind === 'or' && depth === 0) return true;
  }
  return false;
}

function statusesOf(word: WordToken): readonly ImageStatus[] {
  return itemsOf(fieldPartOf(word)?.value ?? []).flatMap((item) => readStatus(item) ?? []);
}
