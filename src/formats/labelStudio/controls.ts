import type { AttributeKind, AttributeSpec, AttributeValue } from '#core/annotation/attributes.ts';
import type { DataSetCategory } from '#core/dataset/dataSet.ts';
import { escapeXml } from '../codecs/xml.ts';

/** Names of the tags in the configuration that regions are made with. */
export const controlNames = {
  image: 'image',
  polygon: 'label_polygon',
  brush: 'label_brush',
  rectangle: 'label_rectangle',
} as const;

/** Controls for the attributes of single regions, by the name of the attribute. */
export class AttributeControls {
  readonly #kinds = new Map<string, AttributeKind>();
  readonly #options = new Map<string, Set<string>>();

  constructor(categories: readonly DataSetCategory[]) {
    for (const spec of categories.flatMap(({ attributes }) => attributes)) {
      if (!this.#kinds.has(spec.name)) this.#kinds.set(spec.name, spec.kind);
      if (spec.kind === 'select')
        for (const option of spec.options) this.#addOption(spec.name, option);
    }
  }

  /**
   * Type and value of the result that says an attribute; null where its control is of another kind, where
   * a tag for regions has the name, and for words that would come back as true or false.
   */
  resultOf(
    name: string,
    value: AttributeValue,
  ): { readonly type: string; readonly value: object } | null {
    if (Object.values<string>(controlNames).includes(name) || name === '') return null;
    const kind = this.#kinds.get(name) ?? kindOf(value);
    if (kind === 'number' ? typeof value !== 'number' : isOtherKind(kind, value)) return null;
    this.#kinds.set(name, kind);
    switch (kind) {
      case 'text':
        return { type: 'textarea', value: { text: [value] } };
      case 'number':
        return { type: 'number', value: { number: value } };
      case 'checkbox':
        return { type: 'choices', value: { choices: [String(value)] } };
      case 'select':
        this.#addOption(name, String(value));
        // such choices are a checkbox to whoever reads them
        if (isTruth(this.#options.get(name) ?? [])) return null;
        return { type: 'choices', value: { choices: [value] } };
    }
  }

  /** The tags of the configuration, one a line. */
  lines(): readonly string[] {
    return Array.from(this.#kinds, ([name, kind]) => {
      const where = `name="${escapeXml(name)}" toName="${controlNames.image}" perRegion="true"`;
      switch (kind) {
        case 'text':
          return `<TextArea ${where}/>`;
        case 'number':
          return `<Number ${where}/>`;
        case 'checkbox':
          return `<Choices ${where} choice="single">${choices(['true', 'false'])}</Choices>`;
        case 'select':
          return `<Choices ${where} choice="single">${choices(this.#options.get(name) ?? [])}</Choices>`;
      }
    });
  }

  #addOption(name: string, option: string): void {
    const options = this.#options.get(name) ?? new Set();
    this.#options.set(name, options.add(option));
  }
}

function isTruth(options: Iterable<string>): boolean {
  return [...options].every((option) => option === 'true' || option === 'false');
}

function choices(options: Iterable<string>): string {
  return Array.from(options, (option) => `<Choice value="${escapeXml(option)}"/>`).join('');
}

function kindOf(value: AttributeValue): AttributeKind {
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'checkbox' : 'text';
}

function isOtherKind(kind: AttributeKind, value: AttributeValue): boolean {
  return kind === 'checkbox' ? typeof value !== 'boolean' : typeof value !== 'string';
}

/** An attribute as a control of the configuration says it: options `true` and `false` are a checkbox. */
export function specOfControl(
  tag: string,
  name: string,
  options: readonly string[],
): AttributeSpec | null {
  switch (tag) {
    case 'TextArea':
      return { kind: 'text', name, initial: '' };
    case 'Number':
    case 'Rating':
      return { kind: 'number', name, initial: null };
    case 'Choices': {
      if (options.length === 0) return null;
      if (isTruth(options)) return { kind: 'checkbox', name, initial: false };
      return { kind: 'select', name, options: [...new Set(options)], initial: null };
    }
    default:
      return null;
  }
}
