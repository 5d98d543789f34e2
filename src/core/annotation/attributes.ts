/** The value of one attribute of an object: text and choices are strings. */
export type AttributeValue = string | number | boolean;

/** What an object of a category can be said to be, such as `occluded` or `age`. */
export type AttributeSpec =
  | { readonly kind: 'text'; readonly name: string; readonly initial: string }
  | { readonly kind: 'number'; readonly name: string; readonly initial: number | null }
  | { readonly kind: 'checkbox'; readonly name: string; readonly initial: boolean }
  | {
      readonly kind: 'select';
      readonly name: string;
      readonly options: readonly string[]; // unique, at least one
      readonly initial: string | null; // one of the options
    };
