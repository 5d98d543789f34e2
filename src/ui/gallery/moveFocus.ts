/** The measures of the grid that keys move in. */
export interface GridShape {
  readonly count: number; // cards, 1 at least
  readonly columns: number;
  readonly rowsInSight: number;
}

/** The place that a key leads to from a card; null for a key that moves nothing. */
export function moveFocus(key: string, from: number, shape: GridShape): number | null {
  const { count, columns, rowsInSight } = shape;
  const page = Math.max(1, rowsInSight - 1) * columns;
  const last = count - 1;
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, from - 1);
    case 'ArrowRight':
      return Math.min(last, from + 1);
    case 'ArrowUp':
      return from < columns ? from : from - columns;
    case 'ArrowDown':
      return isInLastRow(from, shape) ? from : Math.min(last, from + columns);
    case 'PageUp':
      return from < page ? from % columns : from - page;
    case 'PageDown':
      return Math.min(last, from + page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

function isInLastRow(place: number, { count, columns }: GridShape): boolean {
  return Math.floor(place / columns) === Math.floor((count - 1) / columns);
}
