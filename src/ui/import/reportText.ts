/** A file and why it did not come in, as it is read. */
export interface ReasonRow {
  readonly path: string;
  readonly reason: string;
}

/** The reason alone, of a sentence that begins with the name of its file. */
export function reasonText(sentence: string): string {
  const [, reason = sentence] = /^.{0,300}?: (.+)$/su.exec(sentence) ?? [];
  return reason.charAt(0).toUpperCase() + reason.slice(1);
}

/** One file a line. */
export function textOf(rows: readonly ReasonRow[]): string {
  return rows.map(({ path, reason }) => `${path}\t${reason}\n`).join('');
}

/** With a head line, as RFC 4180 has it; a cell that a spreadsheet would take for a formula is disarmed. */
export function csvOf(rows: readonly ReasonRow[]): string {
  const lines = rows.map(({ path, reason }) => `${cell(path)},${cell(reason)}\r\n`);
  return `file,reason\r\n${lines.join('')}`;
}

function cell(text: string): string {
  const harmless = /^[=+\-@\t]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
