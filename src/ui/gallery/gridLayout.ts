/** Space around the cards and between them, px. */
export const gapPx = 10;
/** Name and facts under a picture, borders included, px. */
const captionPx = 54;

/** How cards are laid out in rows. */
export interface GridLayout {
  readonly columns: number;
  readonly rowPx: number; // of a row with the gap under it
}

/**
 * As many cards side by side as fit, stretched to fill the width; pictures are 4 : 3.
 *
 * @param widthPx of the grid
 * @param cardPx least width of a card
 */
export function layOutGrid(widthPx: number, cardPx: number): GridLayout {
  const room = Math.max(cardPx, widthPx - 2 * gapPx);
  const columns = Math.max(1, Math.floor((room + gapPx) / (cardPx + gapPx)));
  const stretchedPx = (room - (columns - 1) * gapPx) / columns;
  return { columns, rowPx: Math.round(stretchedPx * 0.75) + captionPx + gapPx };
}
