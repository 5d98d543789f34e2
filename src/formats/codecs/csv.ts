/**
 * One record of a CSV file with its end. Cells with a comma, quote or line end are quoted.
 * Source: RFC 4180.
 */
export function csvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) =>
    /[",\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
  );
  return `${quoted.join(',')}\r\n`;
}

/**
 * Text as a cell that no spreadsheet takes for a formula: one that begins with = + - @, a tab, a line
 * end or an apostrophe gets an apostrophe in front, which {@link textOfCell} takes off again. Numbers and
 * JSON need none.
 * Source: OWASP, "CSV Injection".
 */
export function cellOfText(text: string): string {
  return /^[=+\-@\t\r\n']/u.test(text) ? `'${text}` : text;
}

/** The text of a cell that {@link cellOfText} made; apostrophes that it would not have set stay. */
export function textOfCell(cell: string): string {
  return /^'[=+\-@\t\r\n']/u.test(cell) ? cell.slice(1) : cell;
}

/** One record, and the line of the file on which it begins. */
export interface CsvRecord {
  readonly line: number; // from 1
  readonly end: number; // index of the next record in the text
  readonly cells: readonly string[];
}

/**
 * The records of a CSV file, empty lines left out. Cells may be parted by commas, semicolons or tabs,
 * whichever the first line has most of; lines may end as anywhere. A quote that is never closed ends
 * with the file. Never throws.
 */
export function* readCsv(text: string): Generator<CsvRecord, void, undefined> {
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  const separator = separatorOf(text.slice(at, at + 4096).split(/[\r\n]/u, 1)[0] ?? '');
  let line = 1;
  while (at < text.length) {
    const cells: string[] = [];
    const first = line;
    for (;;) {
      const cell = readCell(text, at, separator);
      cells.push(cell.text);
      line += cell.lineCount;
      at = cell.end;
      if (text[at] !== separator) break;
      at += 1;
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line += 1;
    if (cells.length > 1 || cells[0] !== '') yield { line: first, end: at, cells };
  }
}

function separatorOf(header: string): string {
  const counts = [',', ';', '\t'].map((mark) => [mark, header.split(mark).length] as const);
  return counts.reduce((most, each) => (each[1] > most[1] ? each : most))[0];
}

interface Cell {
  readonly text: string;
  readonly end: number; // index of what follows: a separator, a line end, the end of the file
  readonly lineCount: number; // line ends inside
}

function readCell(text: string, start: number, separator: string): Cell {
  if (text[start] !== '"') {
    const end = nextOf(text, start, separator);
    return { text: text.slice(start, end), end, lineCount: 0 };
  }
  let content = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) {
      content += text.slice(at);
      return { text: content, end: text.length, lineCount: linesIn(content) };
    }
    content += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      const end = nextOf(text, quote + 1, separator);
      const rest = text.slice(quote + 1, end);
      return { text: content + rest, end, lineCount: linesIn(content) };
    }
    content += '"';
    at = quote + 2;
  }
}

/** Where the next separator or line end is. */
function nextOf(text: string, start: number, separator: string): number {
  let at = start;
  while (at < text.length) {
    const character = text[at];
    if (character === separator || character === '\n' || character === '\r') break;
    at += 1;
  }
  return at;
}

function linesIn(text: string): number {
  return text.split(/\r\n|\r|\n/u).length - 1;
}
