import type { TextRange } from '#core/text/fuzzyMatch.ts';
import classes from './MarkedText.module.css';

interface MarkedTextProps {
  readonly text: string;
  /** What of it is marked, in order and disjoint. */
  readonly ranges: readonly TextRange[];
}

/** A text with the letters marked that were searched for. */
export function MarkedText({ text, ranges }: MarkedTextProps) {
  return (
    <>
      {ranges.map(({ start, end }, index) => (
        <span key={start}>
          {text.slice(ranges[index - 1]?.end ?? 0, start)}
          <mark className={classes.mark}>{text.slice(start, end)}</mark>
        </span>
      ))}
      {text.slice(ranges.at(-1)?.end ?? 0)}
    </>
  );
}
