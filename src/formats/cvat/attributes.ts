import {
  convertValue,
  type AttributeSpec,
  type AttributeValue,
} from '#core/annotation/attributes.ts';
import { escapeXml, type XmlElement } from '../codecs/xml.ts';

/** The lines that declare an attribute of a label. Source: CVAT XML format 1.1, `meta`. */
export function attributeLines(spec: AttributeSpec): readonly string[] {
  const values = valuesOf(spec).map(escapeXml).join('\n');
  return [
    '<attribute>',
    `  <name>${escapeXml(spec.name)}</name>`,
    '  <mutable>False</mutable>',
    `  <input_type>${spec.kind}</input_type>`,
    `  <default_value>${escapeXml(String(spec.initial ?? ''))}</default_value>`,
    `  <values>${values}</values>`,
    '</attribute>',
  ];
}

/** One a line. Numbers have no bounds here, so none are said. */
function valuesOf(spec: AttributeSpec): readonly string[] {
  switch (spec.kind) {
    case 'text':
    case 'number':
      return [];
    case 'checkbox':
      return ['false', 'true'];
    case 'select':
      return spec.options;
  }
}

/** The attribute that an element of `attributes` declares; null when it has no name. */
export function specOf(attribute: XmlElement): AttributeSpec | null {
  const name = textOf(attribute, 'name');
  if (name === '') return null;
  const initial = textOf(attribute, 'default_value');
  switch (textOf(attribute, 'input_type')) {
    case 'checkbox':
      return { kind: 'checkbox', name, initial: initial.toLowerCase() === 'true' };
    case 'number': {
      const number = Number(initial);
      return {
        kind: 'number',
        name,
        initial: initial !== '' && Number.isFinite(number) ? number : null,
      };
    }
    case 'select':
    case 'radio': {
      const options = optionsOf(textOf(attribute, 'values'), initial);
      if (options.length === 0) return { kind: 'text', name, initial };
      return { kind: 'select', name, options, initial: options.includes(initial) ? initial : null };
    }
    default:
      return { kind: 'text', name, initial };
  }
}

/** One a line; in files of old, where the default is none of those, one a word. */
function optionsOf(values: string, initial: string): readonly string[] {
  const lines = unique(values.split('\n'));
  const words = unique(values.split(/\s+/u));
  return lines.length === 1 && !lines.includes(initial) && words.includes(initial) ? words : lines;
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values.map((value) => value.trim()))].filter((value) => value !== '');
}

/** A value as its attribute wants it, as text where that cannot be; null when it is left empty. */
export function valueOfText(text: string, spec: AttributeSpec | undefined): AttributeValue | null {
  if (text === '') return null;
  return spec ? (convertValue(text, spec) ?? text) : text;
}

/** The text of the first child of that name; '' when there is none. */
export function textOf({ children }: XmlElement, name: string): string {
  return children.find((child) => child.name === name)?.text ?? '';
}
