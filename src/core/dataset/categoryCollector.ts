import type { AttributeSpec, AttributeValues } from '../annotation/attributes.ts';
import type { DataSetCategory } from './dataSet.ts';

/** The categories of a file that names them object by object, in the order in which they come. */
export class CategoryCollector {
  readonly #categories: DataSetCategory[] = [];
  readonly #indices = new Map<string, number>();

  /** The place of the category in the list; a new one is added to its end. */
  indexOf(name: string): number {
    return this.#indices.get(name) ?? this.add({ ...namelessCategory, name });
  }

  has(name: string): boolean {
    return this.#indices.has(name);
  }

  /** Its place in the list; one that is there already stays as it is. */
  add(category: DataSetCategory): number {
    const known = this.#indices.get(category.name);
    if (known !== undefined) return known;
    const index = this.#categories.push(category) - 1;
    this.#indices.set(category.name, index);
    return index;
  }

  /** Adds attributes that an object has and its category does not know, by the type of their values. */
  learn(index: number, values: AttributeValues): void {
    const category = this.#categories[index];
    if (!category) return;
    const known = new Set(category.attributes.map(({ name }) => name));
    const learned = Object.entries(values).flatMap(([name, value]) =>
      known.has(name) || name === '' ? [] : [specOf(name, value)],
    );
    if (learned.length === 0) return;
    const attributes = [...category.attributes, ...learned];
    this.#categories[index] = { ...category, attributes };
  }

  list(): readonly DataSetCategory[] {
    return [...this.#categories];
  }
}

const namelessCategory = { supercategory: '', color: null, attributes: [] } as const;

function specOf(name: string, value: AttributeValues[string]): AttributeSpec {
  if (typeof value === 'boolean') return { kind: 'checkbox', name, initial: false };
  if (typeof value === 'number') return { kind: 'number', name, initial: null };
  return { kind: 'text', name, initial: '' };
}
