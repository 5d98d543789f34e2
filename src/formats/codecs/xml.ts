import { SaxesParser } from 'saxes';

/** An element of an XML file with all that is in it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string; // of its own, without that of children, outer spaces off
}

/** Nesting of the deepest element that is read. */
const maxDepth = 64;

interface OpenElement {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: XmlElement[];
  text: string;
}

/**
 * Reads XML piece by piece and hands out each element of the wanted names when it is complete; it is
 * then forgotten, so that a file may be larger than memory. Entities of a DTD are not expanded.
 *
 * @param names of elements that are wanted whole; no wanted one may lie in another
 * @returns what is wrong with the file, in English; null when it is well-formed
 */
export async function readXml(
  pieces: AsyncIterable<string> | Iterable<string>,
  names: ReadonlySet<string>,
  visit: (element: XmlElement) => void,
): Promise<string | null> {
  const parser = new SaxesParser();
  const open: OpenElement[] = [];
  let depth = 0;
  let fault: string | null = null;
  parser.on('error', (error) => (fault ??= error.message));
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (depth > maxDepth) fault ??= `nested more than ${maxDepth} deep`;
    if (open.length > 0 || names.has(name)) open.push({ name, attributes, children: [], text: '' });
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element) element.text += text;
  });
  parser.on('cdata', (text) => {
    const element = open.at(-1);
    if (element) element.text += text;
  });
  parser.on('closetag', () => {
    depth -= 1;
    const closed = open.pop();
    if (!closed || fault !== null) return;
    const element = { ...closed, text: closed.text.trim() };
    const parent = open.at(-1);
    if (parent) parent.children.push(element);
    else visit(element);
  });
  for await (const piece of pieces) {
    parser.write(piece);
    if (fault !== null) return fault;
  }
  parser.close();
  return fault;
}

/** Text as it may stand between tags or in an attribute. Control characters, which XML has none of, become '?'. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\r]|\p{Cs}|[\uFFFE\uFFFF]/gu, '?')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;')
    .replaceAll('\t', '&#9;');
}
